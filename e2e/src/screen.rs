//! The screens that people look at our pages on.

/// Size in CSS pixels, colours and language of a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    pub width: u32,
    pub height: u32,
    pub theme: Theme,
    /// A BCP 47 tag, e.g. `fr-FR`.
    pub language: &'static str,
}

/// What the system prefers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    Light,
    Dark,
}

impl Theme {
    pub const BOTH: [Self; 2] = [Self::Light, Self::Dark];

    /// The word in CSS and in file names.
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

impl Screen {
    /// The widths at which every page is looked at.
    pub const WIDTHS: [u32; 3] = [360, 768, 1280];

    /// A phone in the tram.
    pub const PHONE: Self = Self::of_width(360, Theme::Light);
    /// A tablet held upright.
    pub const TABLET: Self = Self::of_width(768, Theme::Light);
    /// A laptop.
    pub const LAPTOP: Self = Self::of_width(1280, Theme::Light);

    /// A screen of the given width with the height that usually goes with it, in French.
    pub const fn of_width(width: u32, theme: Theme) -> Self {
        let height = if width < 600 {
            740
        } else if width < 1000 {
            1024
        } else {
            800
        };
        Self { width, height, theme, language: "fr-FR" }
    }

    /// The same screen in the other colours.
    #[must_use]
    pub const fn with_theme(self, theme: Theme) -> Self {
        Self { theme, ..self }
    }

    /// The same screen of somebody who speaks another language.
    #[must_use]
    pub const fn with_language(self, language: &'static str) -> Self {
        Self { language, ..self }
    }

    /// Whether it is a phone or tablet, used with fingers.
    pub const fn is_touch(self) -> bool {
        self.width < 1000
    }
}
