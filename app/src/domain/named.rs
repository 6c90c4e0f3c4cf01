//! Reading enumerations by their identifiers.

use serde::{Deserialize, Deserializer, de};

/// Reads something by its identifier. A derived implementation is a page of code for each
/// enumeration, and every visitor downloads it.
pub(crate) fn by_key<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    from_key: impl Fn(&str) -> Option<T>,
) -> Result<T, D::Error> {
    let key = String::deserialize(deserializer)?;
    from_key(&key).ok_or_else(|| de::Error::custom("no such name"))
}

/// Reads these enumerations by what their `from_key` knows.
macro_rules! read_by_key {
    ($($name:ty),+ $(,)?) => {$(
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::domain::by_key(deserializer, Self::from_key)
            }
        }
    )+};
}
pub(crate) use read_by_key;

#[cfg(test)]
mod tests {
    use crate::{api, domain};
    use serde::{Serialize, de::DeserializeOwned};

    fn same<T: Serialize + DeserializeOwned + PartialEq + Copy + std::fmt::Debug>(all: &[T]) {
        for one in all {
            let text = serde_json::to_string(one).unwrap();
            assert_eq!(serde_json::from_str::<T>(&text).unwrap(), *one);
        }
        assert!(serde_json::from_str::<T>("\"nothing of the kind\"").is_err());
        assert!(serde_json::from_str::<T>("7").is_err());
    }

    #[test]
    fn what_is_written_is_read() {
        same(api::ActivityKind::ALL);
        same(&api::WaitingKind::ALL);
        same(&api::TemplateKind::ALL);
        same(&api::FollowMode::ALL);
        same(&domain::Affiliation::ALL);
        same(&domain::IdeaStatus::ALL);
        same(&domain::Role::ALL);
        same(&domain::ReportReason::ALL);
        same(&domain::TrustRule::ALL);
        same(&domain::WorkState::ALL);
        same(&domain::HoldReason::ALL);
        same(domain::EventKind::ALL);
        same(domain::EventState::ALL);
        same(domain::EventAccess::ALL);
        same(domain::RegistrationState::ALL);
        same(domain::FileKind::ALL);
        same(domain::SignUp::ALL);
    }
}
