//! What is wrong with what somebody typed, by field. Texts are made in [`crate::i18n`].

use std::collections::BTreeMap;

/// One thing that is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldError {
    /// Nothing was given.
    Required,
    /// Fewer than `min` characters.
    TooShort {
        /// The least that is needed, in characters.
        min: usize,
    },
    /// More than `max` characters.
    TooLong {
        /// The most that is taken, in characters.
        max: usize,
    },
    /// Not an address that mail could reach.
    NotAnEmail,
    /// No such topic, lab, project or choice.
    Unknown,
    /// More photos than an idea may have.
    TooMany {
        /// The most that is taken.
        max: usize,
    },
    /// A field that people do not see was filled in.
    LeaveEmpty,
    /// No day of the calendar.
    NotADate,
    /// A place in a list that is none of those given out.
    NotAPlace,
    /// A status that is never set without telling why.
    ReasonMissing,
    /// The file is larger than is taken.
    FileTooLarge {
        /// The most that is taken, in megabytes.
        max_mb: usize,
    },
    /// The picture has more pixels than is taken.
    TooManyPixels {
        /// The most that is taken, in megapixels.
        max_mp: usize,
    },
    /// Not a JPEG, PNG or WebP picture that can be read.
    NotAPicture,
    /// The uploaded photo is no longer there.
    PhotoGone,
    /// No opening hours such as `10:00–16:00`.
    NotHours,
    /// Not a whole number between these.
    NotANumber {
        /// The least that is taken.
        min: i64,
        /// The most that is taken.
        max: i64,
    },
    /// Somebody of the staff has this address.
    EmailTaken,
    /// An invitation to this address is open.
    InvitedAlready,
    /// A password that many people take.
    PasswordCommon,
    /// A password made of its owner's name.
    PasswordPersonal,
    /// Not the present password.
    PasswordWrong,
    /// A code that is wrong, too old or used.
    CodeWrong,
    /// More than whoever asks may give.
    BeyondLimits,
    /// No day on which somebody who comes could be born.
    NotABirthDate,
    /// No telephone number.
    NotAPhone,
    /// No time of the day.
    NotATime,
    /// No address on the web.
    NotALink,
    /// An end before its beginning.
    EndsBeforeItBegins,
    /// Two dates of an event at the same time.
    DatesOverlap,
    /// Neither a mail address nor a telephone number.
    EmailOrPhone,
    /// Not a file of a kind that is taken.
    NotAFile,
    /// People have signed up already.
    HasRegistrations,
    /// Confirming an address without asking for one.
    NeedsEmail,
}

/// All that is wrong with a form, by field name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldErrors(pub BTreeMap<String, Vec<FieldError>>);

impl FieldErrors {
    /// Adds one error to one field.
    pub fn add(&mut self, field: &str, error: FieldError) {
        self.0.entry(field.to_owned()).or_default().push(error);
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The errors of one field.
    pub fn of(&self, field: &str) -> &[FieldError] {
        self.0.get(field).map_or(&[], Vec::as_slice)
    }

    /// An error for a single field.
    pub fn one(field: &str, error: FieldError) -> Self {
        let mut errors = Self::default();
        errors.add(field, error);
        errors
    }

    /// Notes the error of a parsed field and gives its value, for parsing all fields at once.
    pub fn take<T>(&mut self, field: &str, parsed: Result<T, FieldError>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(error) => {
                self.add(field, error);
                None
            }
        }
    }
}
