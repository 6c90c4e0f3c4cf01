//! Which ideas a member of staff sees.

/// The limits of a member of staff. Both hold at once; without any, everything is seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Slugs of the labs whose ideas are seen; ideas without a lab then are not. None sees all.
    pub labs: Option<Vec<String>>,
    /// Slugs of the departments whose ideas are seen: those assigned to one of them and not
    /// handed on. None sees all.
    pub departments: Option<Vec<String>>,
}

impl Scope {
    /// The limits as accounts have them, where an empty list is none.
    pub fn of(labs: &[String], departments: &[String]) -> Self {
        let some = |list: &[String]| (!list.is_empty()).then(|| list.to_vec());
        Self { labs: some(labs), departments: some(departments) }
    }

    /// Whether everything is seen.
    pub fn is_everything(&self) -> bool {
        self.labs.is_none() && self.departments.is_none()
    }

    /// Whether what belongs to this lab, or to none, is within the labs. Says nothing about
    /// departments.
    pub fn has_lab(&self, lab: Option<&str>) -> bool {
        match &self.labs {
            None => true,
            Some(labs) => lab.is_some_and(|lab| labs.iter().any(|own| own == lab)),
        }
    }

    /// Whether somebody with these labs (an empty list is all) stays within the labs of this
    /// scope: who manages people may give nothing that they do not have.
    pub fn encloses_labs(&self, labs: &[String]) -> bool {
        match &self.labs {
            None => true,
            Some(own) => !labs.is_empty() && labs.iter().all(|lab| own.contains(lab)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(slugs: &[&str]) -> Vec<String> {
        slugs.iter().map(|slug| (*slug).to_owned()).collect()
    }

    #[test]
    fn no_limit_is_everything() {
        let all = Scope::of(&[], &[]);
        assert!(all.is_everything());
        assert!(all.has_lab(None) && all.has_lab(Some("soest")));
        assert!(all.encloses_labs(&[]) && all.encloses_labs(&list(&["soest"])));
    }

    #[test]
    fn labs_limit() {
        let soest = Scope::of(&list(&["soest"]), &[]);
        assert!(!soest.is_everything());
        assert!(soest.has_lab(Some("soest")));
        assert!(!soest.has_lab(Some("menden")) && !soest.has_lab(None));
        assert!(soest.encloses_labs(&list(&["soest"])));
        assert!(!soest.encloses_labs(&[]), "no limit is more than this");
        assert!(!soest.encloses_labs(&list(&["soest", "menden"])));
        assert!(!Scope::of(&[], &list(&["tiefbau"])).is_everything());
    }
}
