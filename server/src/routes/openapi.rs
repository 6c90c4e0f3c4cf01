//! The description of the API: what is common to all endpoints.

use app::api::Problem;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        Components, Content, HttpMethod, InfoBuilder, ObjectBuilder, OpenApi, OpenApiBuilder, Ref,
        RefOr, Response, ResponseBuilder, Type,
        path::{Operation, ParameterIn},
    },
};

/// The description before any endpoint is in it.
pub fn base() -> OpenApi {
    let info = InfoBuilder::new()
        .title("Stadtlabor")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "The participation board of a city lab. Texts of errors come in the language of \
             ?lang=, the cookie lang or Accept-Language (de, en).",
        ))
        .build();
    let mut components = Components::new();
    components.schemas.insert(Problem::name().into_owned(), Problem::schema());
    OpenApiBuilder::new().info(info).components(Some(components)).build()
}

/// Adds to every endpoint the problems that any endpoint of its kind can answer.
pub fn complete(description: &mut OpenApi) {
    for (path, item) in &mut description.paths.paths {
        let operations = [
            (HttpMethod::Get, &mut item.get),
            (HttpMethod::Put, &mut item.put),
            (HttpMethod::Post, &mut item.post),
            (HttpMethod::Delete, &mut item.delete),
        ];
        for (method, operation) in operations {
            if let Some(operation) = operation {
                add_problems(path, &method, operation);
                add_pages(operation);
            }
        }
    }
}

fn add_problems(path: &str, method: &HttpMethod, operation: &mut Operation) {
    let mut parameters = operation.parameters.iter().flatten();
    let queried = parameters
        .any(|one| matches!(one, RefOr::T(one) if matches!(one.parameter_in, ParameterIn::Query)));
    let mut add = |status: &str, what: &str| {
        let there = operation.responses.responses.contains_key(status);
        if !there {
            operation.responses.responses.insert(status.to_owned(), RefOr::T(problem(what)));
        }
    };
    add("400", "The request cannot be read.");
    add("500", "Something went wrong; logged with the request's id.");
    if path.contains('{') {
        add("404", "There is nothing here.");
    }
    if *method != HttpMethod::Get {
        add("403", "Sent by a foreign site, or not allowed.");
        add("408", "The body did not come in time.");
        add("409", "It has changed meanwhile.");
        add("413", "The body is too large.");
        add("415", "The body is in a format that is not taken.");
        add("422", "Something in it is wrong; see `fields`.");
        add("429", "Too many; see `Retry-After`.");
    }
    if queried {
        add("422", "A parameter makes no sense; see `fields`.");
    }
    if path.starts_with("/api/staff") {
        add("401", "Nobody is signed in.");
        add("403", "Not allowed.");
    }
}

/// A plain form that fails comes back as its page.
fn add_pages(operation: &mut Operation) {
    let Some(RefOr::T(body)) = &operation.request_body else { return };
    let takes_form = body.content.keys().any(|kind| kind.contains("form"));
    if !takes_form {
        return;
    }
    for (status, response) in &mut operation.responses.responses {
        if let RefOr::T(response) = response
            && status.starts_with('4')
        {
            let page = ObjectBuilder::new().schema_type(Type::String).build();
            response.content.insert("text/html".to_owned(), RefOr::T(Content::new(Some(page))));
        }
    }
}

fn problem(what: &str) -> Response {
    let content = Content::new(Some(Ref::from_schema_name(Problem::name())));
    ResponseBuilder::new().description(what).content("application/problem+json", content).build()
}
