//! The words of the comments on a show.

#[derive(Debug)]
pub struct Comments {
    pub title: &'static str,
}

pub const FR: Comments = Comments { title: "Commentaires" };

pub const EN: Comments = Comments { title: "Comments" };
