//! What has to be built again after a file changed.

use std::fmt;
use std::path::Path;

/// Which of the three parts are out of date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Changes {
    /// The WebAssembly.
    pub(crate) page: bool,
    /// The server.
    pub(crate) program: bool,
    /// Styles, and the files of `public/`.
    pub(crate) style: bool,
}

impl Changes {
    /// What a file, named from the root, is part of.
    pub(crate) fn of(path: &Path) -> Self {
        let nothing = Self::default();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // What editors leave for a moment: swap files, backups, probes.
        if name.starts_with('.') || name.ends_with('~') || name == "4913" {
            return nothing;
        }
        let mut parts = path.iter().map(|part| part.to_string_lossy());
        match (parts.next().as_deref(), parts.next().as_deref()) {
            (Some("app"), Some("src" | "Cargo.toml" | "i18n" | "locales"))
            | (Some("Cargo.toml"), None) => Self { page: true, program: true, ..nothing },
            (Some("frontend"), Some("src" | "Cargo.toml")) => Self { page: true, ..nothing },
            (Some("server"), Some("tests")) | (_, None) => nothing,
            (Some("server"), Some(_)) => Self { program: true, ..nothing },
            (Some("style" | "public"), Some(_)) => Self { style: true, ..nothing },
            _ => nothing,
        }
    }

    /// Both together.
    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            page: self.page || other.page,
            program: self.program || other.program,
            style: self.style || other.style,
        }
    }

    /// Whether anything is to be done.
    pub(crate) fn any(self) -> bool {
        self != Self::default()
    }
}

impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = [(self.page, "page"), (self.program, "program"), (self.style, "style")];
        let names: Vec<&str> = names.iter().filter(|(is, _)| *is).map(|(_, name)| *name).collect();
        f.write_str(&names.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str) -> String {
        Changes::of(Path::new(path)).to_string()
    }

    #[test]
    fn only_what_changed_is_built() {
        assert_eq!(of("style/board.css"), "style");
        assert_eq!(of("public/robots.txt"), "style");
        assert_eq!(of("server/src/routes/ideas.rs"), "program");
        assert_eq!(of("frontend/src/lib.rs"), "page");
        assert_eq!(of("app/src/pages/board/mod.rs"), "page, program");
        assert_eq!(of("Cargo.toml"), "page, program");
    }

    #[test]
    fn other_files_build_nothing() {
        for path in ["server/tests/it/main.rs", "app/src/.lib.rs.swp", "style/a.css~", "README.md"]
        {
            assert!(!Changes::of(Path::new(path)).any(), "{path}");
        }
    }

    #[test]
    fn changes_add_up() {
        let both =
            Changes::of(Path::new("style/a.css")).and(Changes::of(Path::new("server/src/a.rs")));
        assert_eq!(both.to_string(), "program, style");
    }
}
