//! The few signs the site uses, drawn in the colour of the text around them. Decoration: never the only label.

use yew::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    Ticket,
    Person,
    Cross,
    Check,
    Left,
    Right,
    Calendar,
    List,
    Search,
    Place,
    Clock,
    Filter,
    Pen,
    Bin,
    Flag,
    Speech,
    Plus,
    Minus,
    Print,
    Download,
    Clip,
    Send,
    Bell,
    Silent,
    Menu,
    Gauge,
    Mask,
    Seats,
    Basket,
    Label,
    Gift,
    People,
    Quote,
    Coins,
    Back,
    Book,
    Key,
    Up,
    Down,
    Columns,
    Star,
}

impl Sign {
    const fn path(self) -> &'static str {
        match self {
            Self::Ticket => {
                "M3 8a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v2a2 2 0 0 0 0 4v2a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-2a2 2 0 0 0 0-4zM14.5 6v2.5m0 2.2v2.6m0 2.2V18"
            }
            Self::Person => "M12 12.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.6-4 3.4-6 7.5-6s6.9 2 7.5 6",
            Self::Cross => "M6 6l12 12M18 6L6 18",
            Self::Check => "M5 12.5l4.5 4.5L19 7.5",
            Self::Left => "M14.5 5.5L8 12l6.5 6.5",
            Self::Right => "M9.5 5.5L16 12l-6.5 6.5",
            Self::Calendar => {
                "M5 6.5h14a1 1 0 0 1 1 1V19a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7.5a1 1 0 0 1 1-1zM4 10.5h16M8.5 4v4m7-4v4"
            }
            Self::List => "M8.5 6.5H20M8.5 12H20M8.5 17.5H20M4 6.5h.6M4 12h.6M4 17.5h.6",
            Self::Search => "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L20.5 20.5",
            Self::Place => {
                "M12 21c4.5-4.8 6.5-8.3 6.5-11a6.5 6.5 0 0 0-13 0c0 2.7 2 6.2 6.5 11zM12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z"
            }
            Self::Clock => "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 7v5.3l3.5 2",
            Self::Filter => "M4 7h10m4 0h2M4 12h3m4 0h9M4 17h8m4 0h4M16 5v4M9 10v4m5 1v4",
            Self::Pen => "M4.5 19.5l1-4.5L16 4.5l3.5 3.5L9 18.5zM13.5 7l3.5 3.5",
            Self::Bin => "M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7M10.3 10.5v5.5m3.4-5.5v5.5",
            Self::Flag => "M6 21V4.5M6 5c4-2 7 2 12 0v8.5c-5 2-8-2-12 0",
            Self::Speech => "M4.5 5.5h15v10.5H12l-4.5 4v-4h-3zM8 9.5h8M8 12.5h5",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Minus => "M5 12h14",
            Self::Print => {
                "M7.5 9V4h9v5M7 17H4.5v-6.5a1.5 1.5 0 0 1 1.5-1.5h12a1.5 1.5 0 0 1 1.5 1.5V17H17M7.5 14h9v6h-9z"
            }
            Self::Clip => {
                "M19 11.5l-7.2 7.2a4.6 4.6 0 0 1-6.5-6.5l7.6-7.6a3 3 0 0 1 4.3 4.3l-7.5 7.5a1.5 1.5 0 0 1-2.1-2.1l6.8-6.8"
            }
            Self::Send => "M4 12L3.5 4.5 21 12 3.5 19.5zm0 0h8",
            Self::Bell => "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4",
            Self::Silent => "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4M4 4l16 16",
            Self::Menu => "M4 6.5h16M4 12h16M4 17.5h16",
            Self::Gauge => "M4 18a8.5 8.5 0 1 1 16 0M12 15.5l4-5M12 17h.01",
            Self::Mask => {
                "M5 5.5c4.5 1.4 9.500 1.400 14 0V12c0 4-3.500 7-7 7s-7-3-7-7zM8.500 10.500h2m3 0h2M9 14.500c2 1.400 4 1.400 6 0"
            }
            Self::Seats => {
                "M5 12V6.500A1.500 1.500 0 0 1 6.500 5h11A1.500 1.500 0 0 1 19 6.500V12M3.500 12h3v3h11v-3h3v5.500h-17zM6 17.500V20m12-2.500V20"
            }
            Self::Basket => "M3.500 9.500h17l-1.800 9.500H5.300zM8 9.500L11 4m5 5.500L13 4M9.500 13v3m5-3v3",
            Self::Label => "M4 4.500h8l8 8-7.500 7.500-8.500-8zM8.200 8.500h.01",
            Self::Gift => "M4.500 11h15v9h-15zM3.500 7.500h17V11h-17zM12 7.500V20M12 7.500c-5 0-5-4 0 0 5-4 5 0 0 0",
            Self::People => {
                "M9 12a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM2.500 19.500c.5-3.500 3-5 6.500-5s6 1.500 6.500 5M15.500 5.300a3.500 3.500 0 0 1 0 6.400M17.500 14.800c2.300.6 3.700 2.200 4 4.700"
            }
            Self::Quote => {
                "M5 17c2.500-1 4-3 4-6H5V6.500h5V11c0 4-1.500 6.500-5 8zM14 17c2.500-1 4-3 4-6h-4V6.500h5V11c0 4-1.500 6.500-5 8z"
            }
            Self::Coins => {
                "M9.500 14.500a5.500 5.500 0 1 0 0-11 5.500 5.500 0 0 0 0 11zM15.800 9.800a5.500 5.500 0 1 1-6 6.800"
            }
            Self::Back => "M9 6L4.500 10.500 9 15M5 10.500h9a5 5 0 0 1 0 10h-3",
            Self::Book => {
                "M5 4.500h12.500a1 1 0 0 1 1 1v14H6.500A1.500 1.500 0 0 1 5 18zM5 18a1.500 1.500 0 0 1 1.500-1.500h12M9 8.500h5.500M9 11.500h4"
            }
            Self::Key => "M8.500 15.500a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12.500 11.500h8v3.500m-3.500-3.500v2.500",
            Self::Up => "M6 14.500L12 8.500l6 6",
            Self::Down => "M6 9.500l6 6 6-6",
            Self::Columns => "M4.500 5h15v14h-15zM9.500 5v14m5-14v14",
            Self::Star => {
                "M12 4.500l2.300 4.900 5.200.700-3.800 3.700.9 5.300-4.600-2.600-4.600 2.600.9-5.300-3.800-3.700 5.200-.7z"
            }
            Self::Download => "M12 4v11m-4.5-4.5L12 15l4.5-4.5M5 19.5h14",
        }
    }
}

#[derive(Properties, PartialEq)]
pub struct IconProps {
    pub sign: Sign,
}

#[component]
pub fn Icon(props: &IconProps) -> Html {
    html! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d={props.sign.path()} /></svg>
    }
}
