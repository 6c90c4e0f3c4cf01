//! Texts of this area.
