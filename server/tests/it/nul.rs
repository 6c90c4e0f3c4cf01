//! A NUL wherever the API takes a text: PostgreSQL keeps none, and both databases answer alike.

use serde_json::{Value, json};

use crate::harness::{World, new_event};

/// The description of the API, to make bodies from.
struct Described(Value);

impl Described {
    fn resolve<'a>(&'a self, schema: &'a Value) -> &'a Value {
        let named = schema["$ref"].as_str().and_then(|r| r.strip_prefix("#"));
        let resolved = named.and_then(|pointer| self.0.pointer(pointer)).unwrap_or(schema);
        let one = ["oneOf", "anyOf"].iter().find_map(|key| resolved[*key].as_array());
        // Of what may also be left out, what it is otherwise.
        match one.and_then(|all| all.iter().find(|one| one["type"] != "null")) {
            Some(one) => self.resolve(one),
            None => resolved,
        }
    }

    fn kind(schema: &Value) -> &str {
        match &schema["type"] {
            Value::Array(kinds) => kinds.iter().find_map(Value::as_str).unwrap_or_default(),
            Value::Null if schema["allOf"].is_array() => "object",
            kind => kind.as_str().unwrap_or_default(),
        }
    }

    /// The fields of an object. One that takes any is a sign-up: some that it knows.
    fn fields(&self, schema: &Value) -> Vec<(String, Value)> {
        if let Some(parts) = schema["allOf"].as_array() {
            return parts.iter().flat_map(|part| self.fields(self.resolve(part))).collect();
        }
        let named = schema["properties"].as_object().into_iter().flatten();
        let named = named.map(|(name, of)| (name.clone(), of.clone()));
        let any = ["first_name", "last_name", "email", "phone", "people", "idea", "odd\0"];
        let any = any.map(|name| (name.to_owned(), json!({ "type": "string" })));
        match schema["properties"].is_null() {
            true => any.into(),
            false => named.collect(),
        }
    }

    /// A value as described, with this for each text.
    fn plain(&self, schema: &Value, text: &str) -> Value {
        let schema = self.resolve(schema);
        match Self::kind(schema) {
            "object" => {
                let fields = self.fields(schema).into_iter();
                fields.map(|(name, of)| (name, self.plain(&of, text))).collect()
            }
            "array" => json!([]),
            "string" => schema["enum"].get(0).cloned().unwrap_or(json!(text)),
            "boolean" => json!(true),
            _ => json!(1),
        }
    }

    /// The same with a NUL in one text, for each of its texts.
    fn spoilt(&self, schema: &Value, text: &str) -> Vec<Value> {
        let schema = self.resolve(schema);
        match Self::kind(schema) {
            "object" => {
                let plain = self.plain(schema, text);
                let spoil = |(name, of): (String, Value)| {
                    let with = |value: Value| {
                        let mut body = plain.clone();
                        body[&name] = value;
                        body
                    };
                    self.spoilt(&of, text).into_iter().map(with).collect::<Vec<_>>()
                };
                self.fields(schema).into_iter().flat_map(spoil).collect()
            }
            "array" => {
                self.spoilt(&schema["items"], text).into_iter().map(|one| json!([one])).collect()
            }
            "string" => vec![json!("1\0"), json!("a\0bcdefghijklmnopqrstuvwxyz.abcdef")],
            _ => Vec::new(),
        }
    }
}

both! {
    async fn a_nul_in_any_text_is_no_fault_of_ours(world: World) {
        let mut ada = world.staff("Ada", "admin").await;
        let idea = world.citizen().publish("Ein Brunnen").await;
        let event = ada.add_event(&new_event("Löten", 3, 20)).await;
        assert_eq!((idea, event), (1, 1), "what the paths below name");
        let api = Described(ada.get("/api/openapi.json").await.expect(200).json());
        let (mut asked, mut taken, mut forms) = (0, 0, 0);
        let paths = api.0["paths"].as_object().unwrap();
        for (path, operations) in paths.iter().filter(|(path, _)| *path != "/api/live") {
            for (method, operation) in operations.as_object().unwrap() {
                let named = path.replace("{id}", "1");
                // What else is in a path is some name.
                let filled: String = named
                    .split('/')
                    .map(|part| if part.starts_with('{') { "klima" } else { part })
                    .collect::<Vec<_>>()
                    .join("/");
                let method = method.to_uppercase();
                if filled != named {
                    let odd = named.replace(named.split('/').find(|p| p.starts_with('{')).unwrap(), "a%00");
                    let answer = ada.ask(&method, &odd, None).await;
                    assert!(answer.status < 500, "{method} {odd}: {}", answer.body);
                }
                let parameters = operation["parameters"].as_array().into_iter().flatten();
                for query in parameters.filter(|p| p["in"] == "query") {
                    let asks = format!("{filled}?{}=a%00", query["name"].as_str().unwrap());
                    let answer = ada.ask(&method, &asks, None).await;
                    assert!(answer.status < 500, "{method} {asks}: {}", answer.body);
                }
                let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
                if schema.is_null() || path.starts_with("/api/staff/session") {
                    continue;
                }
                for text in ["", "klima"] {
                    for body in api.spoilt(schema, text) {
                        let answer = ada.json(&method, &filled, &body).await;
                        assert!(answer.status < 500, "{method} {filled} {body}: {}", answer.body);
                        assert_ne!(answer.status, 401, "{method} {filled} {body} signs out");
                        asked += 1;
                        taken += u32::from(answer.status < 300);
                    }
                    let form = &operation["requestBody"]["content"]["application/x-www-form-urlencoded"];
                    if form.is_null() {
                        continue;
                    }
                    // All of them at once: a page that comes back takes its time.
                    let body = api.plain(schema, &format!("{text}\0"));
                    let fields: Vec<(&str, &str)> = body
                        .as_object()
                        .unwrap_or_else(|| panic!("{filled}: {schema}"))
                        .iter()
                        .map(|(name, value)| (name.as_str(), value.as_str().unwrap_or("\0")))
                        .collect();
                    let answer = ada.form(&filled, &fields).await;
                    assert!(answer.status < 500, "form {filled} {body}: {}", answer.body);
                    forms += 1;
                }
                if operation["requestBody"]["content"]["multipart/form-data"].is_object() {
                    let part = |head: &str| format!("--x\r\ncontent-disposition: form-data; name={head}\r\n\r\n%PDF-1.4\0\r\n");
                    let parts = [
                        "\"kind\0\"",
                        "\"file\"; filename=\"a\0b.pdf\"",
                        "\"photo\0\"; filename=\"\0.jpg\"",
                    ];
                    let body: String = parts.map(part).concat() + "--x--\r\n";
                    let body = Some(("multipart/form-data; boundary=x", body.into()));
                    let answer = ada.ask(&method, &filled, body).await;
                    assert!(answer.status < 500, "multipart {filled}: {}", answer.body);
                    forms += 1;
                }
            }
        }
        assert!(asked > 400 && taken > 40 && forms > 60, "{asked} asked, {taken} taken, {forms} forms");
    }
}
