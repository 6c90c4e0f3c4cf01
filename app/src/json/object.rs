//! From what the browser's `JSON.parse` gives to our types.
//!
//! Written by hand and small because it is in every citizen's download: it knows nothing of
//! positions and reasons, and it hands the fields of a struct over in their order instead of by
//! name. Numbers are JavaScript's: whole ones are exact up to 2⁵³, which no count or number of
//! ours will reach.

use std::fmt;

use js_sys::{Array, JSON, Object, Reflect};
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess,
    SeqAccess, VariantAccess, Visitor,
};
use wasm_bindgen::{JsCast, JsValue};

use super::NotIt;

/// Reads a value; none where the text is no JSON or something else.
pub(super) fn from_str<T: DeserializeOwned>(text: &str) -> Option<T> {
    T::deserialize(Value(JSON::parse(text).ok()?)).ok()
}

impl fmt::Display for NotIt {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for NotIt {}

impl de::Error for NotIt {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

type Read<T> = Result<T, NotIt>;

/// A value of JavaScript.
struct Value(JsValue);

impl Value {
    fn number(&self) -> Read<f64> {
        self.0.as_f64().ok_or(NotIt)
    }

    fn string(&self) -> Read<String> {
        self.0.as_string().ok_or(NotIt)
    }

    fn is_nothing(&self) -> bool {
        self.0.is_null() || self.0.is_undefined()
    }

    fn items(self) -> Read<Items> {
        let array = self.0.dyn_into::<Array>().map_err(|_| NotIt)?;
        Ok(Items { array, next: 0 })
    }

    fn entries(self) -> Read<Entries> {
        let object = self.0.dyn_into::<Object>().map_err(|_| NotIt)?;
        Ok(Entries { entries: Object::entries(&object), next: 0, value: JsValue::NULL })
    }
}

macro_rules! numbers {
    ($($method:ident $visit:ident $kind:ty,)+) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
            visitor.$visit(self.number()? as $kind)
        })+
    };
}

macro_rules! strings {
    ($($method:ident)+) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
            visitor.visit_string(self.string()?)
        })+
    };
}

impl<'de> Deserializer<'de> for Value {
    type Error = NotIt;

    numbers! {
        deserialize_i8 visit_i8 i8,
        deserialize_i16 visit_i16 i16,
        deserialize_i32 visit_i32 i32,
        deserialize_i64 visit_i64 i64,
        deserialize_u8 visit_u8 u8,
        deserialize_u16 visit_u16 u16,
        deserialize_u32 visit_u32 u32,
        deserialize_u64 visit_u64 u64,
        deserialize_f32 visit_f32 f32,
        deserialize_f64 visit_f64 f64,
    }

    strings! { deserialize_str deserialize_string deserialize_char deserialize_identifier }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Read<V::Value> {
        // Every type of ours says what it is.
        Err(NotIt)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, _: V) -> Read<V::Value> {
        Err(NotIt)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, _: V) -> Read<V::Value> {
        Err(NotIt)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_bool(self.0.as_bool().ok_or(NotIt)?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        if self.is_nothing() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        if self.is_nothing() { visitor.visit_unit() } else { Err(NotIt) }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, v: V) -> Read<V::Value> {
        self.deserialize_unit(v)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Read<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_seq(self.items()?)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Read<V::Value> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Read<V::Value> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_map(self.entries()?)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        if self.0.is_object() {
            visitor.visit_seq(Fields { object: self.0, names: fields.iter() })
        } else {
            Err(NotIt)
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        if let Some(name) = self.0.as_string() {
            return visitor.visit_enum(Variant { name, value: JsValue::NULL });
        }
        let (name, value) = self.entries()?.take().ok_or(NotIt)?;
        visitor.visit_enum(Variant { name: name.as_string().ok_or(NotIt)?, value })
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_unit()
    }
}

/// The items of an array.
struct Items {
    array: Array,
    next: u32,
}

impl<'de> SeqAccess<'de> for Items {
    type Error = NotIt;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Read<Option<T::Value>> {
        if self.next == self.array.length() {
            return Ok(None);
        }
        self.next += 1;
        seed.deserialize(Value(self.array.get(self.next - 1))).map(Some)
    }
}

/// The fields of an object, in the order in which the struct has them. One that is not there
/// ends nothing: it is none, and what comes of that is for the struct to say.
struct Fields {
    object: JsValue,
    names: std::slice::Iter<'static, &'static str>,
}

impl<'de> SeqAccess<'de> for Fields {
    type Error = NotIt;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Read<Option<T::Value>> {
        let name = JsValue::from_str(self.names.next().ok_or(NotIt)?);
        let value = Reflect::get(&self.object, &name).map_err(|_| NotIt)?;
        if value.is_undefined() {
            return Ok(None);
        }
        seed.deserialize(Value(value)).map(Some)
    }
}

/// The entries of an object.
struct Entries {
    entries: Array,
    next: u32,
    value: JsValue,
}

impl Entries {
    fn take(&mut self) -> Option<(JsValue, JsValue)> {
        if self.next == self.entries.length() {
            return None;
        }
        let entry = Array::from(&self.entries.get(self.next));
        self.next += 1;
        Some((entry.get(0), entry.get(1)))
    }
}

impl<'de> MapAccess<'de> for Entries {
    type Error = NotIt;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Read<Option<K::Value>> {
        let Some((name, value)) = self.take() else { return Ok(None) };
        self.value = value;
        seed.deserialize(Value(name)).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Read<T::Value> {
        seed.deserialize(Value(self.value.clone()))
    }
}

/// A variant of an enum: a name, or a name with something in it.
struct Variant {
    name: String,
    value: JsValue,
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = NotIt;
    type Variant = Value;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Read<(T::Value, Value)> {
        let name = IntoDeserializer::<NotIt>::into_deserializer(self.name);
        Ok((seed.deserialize(name)?, Value(self.value)))
    }
}

impl<'de> VariantAccess<'de> for Value {
    type Error = NotIt;

    fn unit_variant(self) -> Read<()> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Read<T::Value> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Read<V::Value> {
        self.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        self.deserialize_struct("", fields, visitor)
    }
}
