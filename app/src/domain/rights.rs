//! What an account may do, and where: a role with its limits.

use super::{FieldError, FieldErrors, Role, Scope};

/// The most labs or departments that an account can be limited to.
const LIMITS_MAX: usize = 50;

/// A role with its limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rights {
    /// The role.
    pub role: Role,
    /// Slugs of the labs, in order, each once; none is all.
    pub labs: Vec<String>,
    /// Slugs of the departments, in order, each once; none is all.
    pub departments: Vec<String>,
}

impl Rights {
    /// Parses raw strings. Whether the labs and departments are there, the database knows.
    ///
    /// # Errors
    /// Everything that is wrong, by field: no such role, something that cannot be a slug, or a
    /// member of a department without one.
    pub fn parse(role: &str, labs: &[String], departments: &[String]) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let role = errors.take("role", Role::from_key(role.trim()).ok_or(FieldError::Unknown));
        let labs = errors.take("labs", slugs(labs));
        let departments = errors.take("departments", slugs(departments));
        let (Some(role), Some(labs), Some(departments)) = (role, labs, departments) else {
            return Err(errors);
        };
        if role == Role::Department && departments.is_empty() {
            return Err(FieldErrors::one("departments", FieldError::Required));
        }
        Ok(Self { role, labs, departments })
    }

    /// Which ideas are seen with them.
    pub fn scope(&self) -> Scope {
        Scope::of(&self.labs, &self.departments)
    }

    /// Whether an admin with these rights may manage somebody with those: nobody gives or takes
    /// more than they have.
    pub fn enclose(&self, others: &Self) -> bool {
        let own = self.scope();
        let departments = self.departments.is_empty()
            || !others.departments.is_empty()
                && others.departments.iter().all(|one| self.departments.contains(one));
        self.role.may_administer() && own.encloses_labs(&others.labs) && departments
    }

    /// Whether something that was allowed before no longer is.
    pub fn shrink_from(&self, before: &Self) -> bool {
        let rank = |role| match role {
            Role::Department => 0,
            Role::Moderator => 1,
            Role::Editor => 2,
            Role::Admin => 3,
        };
        let narrower = |now: &[String], before: &[String]| {
            !now.is_empty() && (before.is_empty() || before.iter().any(|one| !now.contains(one)))
        };
        rank(self.role) < rank(before.role)
            || narrower(&self.labs, &before.labs)
            || narrower(&self.departments, &before.departments)
    }
}

fn slugs(raw: &[String]) -> Result<Vec<String>, FieldError> {
    let mut slugs: Vec<String> =
        raw.iter().map(|slug| slug.trim().to_owned()).filter(|slug| !slug.is_empty()).collect();
    slugs.sort_unstable();
    slugs.dedup();
    if slugs.len() > LIMITS_MAX {
        return Err(FieldError::TooMany { max: LIMITS_MAX });
    }
    let is_slug = |slug: &String| {
        slug.len() <= 100
            && slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    if slugs.iter().all(is_slug) { Ok(slugs) } else { Err(FieldError::Unknown) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rights(role: &str, labs: &[&str], departments: &[&str]) -> Rights {
        let list = |slugs: &[&str]| slugs.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
        Rights::parse(role, &list(labs), &list(departments)).unwrap()
    }

    #[test]
    fn parsing() {
        let parsed = rights("editor", &["soest", " menden ", "", "soest"], &[]);
        assert_eq!(parsed.labs, ["menden", "soest"]);
        let parse = |role: &str, lab: &str| Rights::parse(role, &[lab.to_owned()], &[]);
        assert_eq!(parse("boss", "soest").unwrap_err().of("role"), [FieldError::Unknown]);
        for bad in ["a\0b", "Soest", "a,b", "ä"] {
            assert_eq!(parse("editor", bad).unwrap_err().of("labs"), [FieldError::Unknown]);
        }
        let none = Rights::parse("department", &[], &[]).unwrap_err();
        assert_eq!(none.of("departments"), [FieldError::Required]);
        let many: Vec<String> = (0..51).map(|n| n.to_string()).collect();
        assert!(Rights::parse("editor", &many, &[]).is_err());
    }

    #[test]
    fn nobody_gives_more_than_they_have() {
        let (all, soest) = (rights("admin", &[], &[]), rights("admin", &["soest"], &[]));
        assert!(all.enclose(&all) && all.enclose(&soest) && soest.enclose(&soest));
        assert!(!soest.enclose(&all));
        assert!(!soest.enclose(&rights("moderator", &["menden", "soest"], &[])));
        assert!(soest.enclose(&rights("department", &["soest"], &["tiefbau"])));
        assert!(!soest.enclose(&rights("department", &[], &["tiefbau"])));
        assert!(!rights("editor", &[], &[]).enclose(&rights("moderator", &[], &[])));
        let tiefbau = rights("admin", &[], &["tiefbau"]);
        assert!(tiefbau.enclose(&rights("department", &[], &["tiefbau"])));
        assert!(!tiefbau.enclose(&rights("editor", &[], &[])));
    }

    #[test]
    fn shrinking() {
        let editor = rights("editor", &[], &[]);
        assert!(!editor.shrink_from(&editor));
        assert!(!rights("admin", &[], &[]).shrink_from(&editor));
        assert!(rights("moderator", &[], &[]).shrink_from(&editor));
        let (one, two) = (rights("editor", &["a"], &[]), rights("editor", &["a", "b"], &[]));
        assert!(one.shrink_from(&editor) && one.shrink_from(&two));
        assert!(!two.shrink_from(&one) && !editor.shrink_from(&one));
        assert!(rights("admin", &["a"], &[]).shrink_from(&editor));
    }
}
