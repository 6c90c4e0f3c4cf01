//! Passkeys in the browser: the calls to `navigator.credentials`.

use crate::api::{NewPasskey, PasskeyOptions, PasskeySignature};

/// Makes a passkey; none where nobody wanted to, or it is there already.
pub(super) async fn make(options: PasskeyOptions, name: String) -> Option<NewPasskey> {
    calls::make(options, name).await
}

/// Signs in; none where nobody wanted to.
pub(super) async fn sign(options: PasskeyOptions) -> Option<PasskeySignature> {
    calls::sign(options).await
}

/// Whether this browser knows passkeys.
pub(super) fn known() -> bool {
    calls::known()
}

#[cfg(feature = "hydrate")]
mod calls {
    use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
    use leptos::prelude::window;
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;

    use super::super::codes::{decode, encode};
    use crate::api::{NewPasskey, PasskeyOptions, PasskeySignature};

    fn get(from: &JsValue, name: &str) -> Option<JsValue> {
        let value = Reflect::get(from, &name.into()).ok()?;
        (!value.is_undefined() && !value.is_null()).then_some(value)
    }

    fn object(fields: &[(&str, JsValue)]) -> JsValue {
        let object = Object::new();
        for (name, value) in fields {
            let _ = Reflect::set(&object, &(*name).into(), value);
        }
        object.into()
    }

    fn list(items: impl Iterator<Item = JsValue>) -> JsValue {
        items.collect::<Array>().into()
    }

    fn bytes(text: &str) -> JsValue {
        Uint8Array::from(decode(text).as_slice()).into()
    }

    fn text(from: &JsValue, name: &str) -> Option<String> {
        Some(encode(&Uint8Array::new(&get(from, name)?).to_vec()))
    }

    fn credentials(ids: &[String]) -> JsValue {
        let one = |id: &String| object(&[("type", "public-key".into()), ("id", bytes(id))]);
        list(ids.iter().map(one))
    }

    pub(super) fn known() -> bool {
        get(&window(), "PublicKeyCredential").is_some()
    }

    /// `navigator.credentials.create` or `.get`: the credential and its response.
    async fn call(method: &str, options: JsValue) -> Option<(JsValue, JsValue)> {
        let container = get(&window().navigator(), "credentials")?;
        let method: Function = get(&container, method)?.dyn_into().ok()?;
        let promise = method.call1(&container, &object(&[("publicKey", options)])).ok()?;
        let credential = JsFuture::from(promise.dyn_into::<Promise>().ok()?).await.ok()?;
        let response = get(&credential, "response")?;
        Some((credential, response))
    }

    pub(super) async fn make(options: PasskeyOptions, name: String) -> Option<NewPasskey> {
        let user = options.name.unwrap_or_default();
        let kind = |n: &i32| object(&[("type", "public-key".into()), ("alg", (*n).into())]);
        let wanted = object(&[
            ("challenge", bytes(&options.challenge)),
            ("rp", object(&[("id", options.rp.into()), ("name", "Stadtlabor".into())])),
            (
                "user",
                object(&[
                    ("id", bytes(&options.user?)),
                    ("name", user.as_str().into()),
                    ("displayName", user.as_str().into()),
                ]),
            ),
            ("pubKeyCredParams", list(options.algorithms.iter().map(kind))),
            ("timeout", options.timeout.into()),
            ("attestation", "none".into()),
            ("excludeCredentials", credentials(&options.credentials)),
            (
                "authenticatorSelection",
                object(&[
                    ("residentKey", "preferred".into()),
                    ("userVerification", "required".into()),
                ]),
            ),
        ]);
        let (_, response) = call("create", wanted).await?;
        Some(NewPasskey {
            name,
            client_data: text(&response, "clientDataJSON")?,
            attestation: text(&response, "attestationObject")?,
        })
    }

    pub(super) async fn sign(options: PasskeyOptions) -> Option<PasskeySignature> {
        let verify = if options.verify { "required" } else { "preferred" };
        let wanted = object(&[
            ("challenge", bytes(&options.challenge)),
            ("rpId", options.rp.into()),
            ("timeout", options.timeout.into()),
            ("userVerification", verify.into()),
            ("allowCredentials", credentials(&options.credentials)),
        ]);
        let (credential, response) = call("get", wanted).await?;
        Some(PasskeySignature {
            id: text(&credential, "rawId")?,
            client_data: text(&response, "clientDataJSON")?,
            authenticator_data: text(&response, "authenticatorData")?,
            signature: text(&response, "signature")?,
            user: text(&response, "userHandle").unwrap_or_default(),
        })
    }
}

#[cfg(not(feature = "hydrate"))]
mod calls {
    use crate::api::{NewPasskey, PasskeyOptions, PasskeySignature};

    pub(super) fn known() -> bool {
        false
    }

    pub(super) async fn make(_: PasskeyOptions, _: String) -> Option<NewPasskey> {
        None
    }

    pub(super) async fn sign(_: PasskeyOptions) -> Option<PasskeySignature> {
        None
    }
}
