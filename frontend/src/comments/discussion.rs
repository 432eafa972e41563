//! The comments shown under a show and how they change, without the browser.

use crate::load::Refused;
use shared::comments::Comment;
use shared::ids::CommentId;
use shared::paging::Page;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Debug, Default, PartialEq)]
pub struct Discussion {
    /// Newest first.
    pub comments: Vec<Comment>,
    pub next: Option<String>,
    /// Whether the first page arrived.
    pub known: bool,
    /// Whether a page is on its way.
    pub loading: bool,
    pub refused: Option<Refused>,
}

pub enum DiscussionMove {
    Asked,
    Answered(Result<Page<Comment>, Refused>),
    /// Written or changed: the newest of its number counts.
    Wrote(Comment),
    Removed(CommentId),
}

impl Discussion {
    fn after(&self, step: DiscussionMove) -> Self {
        let mut next = Self {
            comments: self.comments.clone(),
            next: self.next.clone(),
            known: self.known,
            loading: self.loading,
            refused: None,
        };
        match step {
            DiscussionMove::Asked => next.loading = true,
            DiscussionMove::Answered(answer) => {
                next.loading = false;
                match answer {
                    Ok(page) => {
                        next.known = true;
                        next.next = page.next;
                        // One written meanwhile moves the pages: what is shown already is not shown twice.
                        let known = |comment: &Comment| self.comments.iter().any(|shown| shown.id == comment.id);
                        next.comments.extend(page.items.into_iter().filter(|comment| !known(comment)));
                    }
                    Err(refused) => next.refused = Some(refused),
                }
            }
            DiscussionMove::Wrote(comment) => match next.comments.iter_mut().find(|shown| shown.id == comment.id) {
                Some(shown) => *shown = comment,
                None => next.comments.insert(0, comment),
            },
            DiscussionMove::Removed(id) => next.comments.retain(|comment| comment.id != id),
        }
        next
    }
}

impl Reducible for Discussion {
    type Action = DiscussionMove;

    fn reduce(self: Rc<Self>, action: DiscussionMove) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comment(id: i64, text: &str) -> Comment {
        let written_at = "2026-11-23T19:30:00Z".parse().unwrap();
        let id = CommentId(id);
        Comment {
            id,
            author: "Ada L.".into(),
            mine: true,
            has_seen_it: false,
            text: text.into(),
            written_at,
            edited_at: None,
            reply: None,
        }
    }

    fn texts(discussion: &Discussion) -> Vec<&str> {
        discussion.comments.iter().map(|comment| comment.text.as_str()).collect()
    }

    #[test]
    fn one_written_comes_first_and_is_not_shown_again_by_the_next_page() {
        let first = Page { items: vec![comment(2, "b"), comment(1, "a")], next: Some("c".into()) };
        let discussion = Discussion::default().after(DiscussionMove::Asked).after(DiscussionMove::Answered(Ok(first)));
        let discussion = discussion.after(DiscussionMove::Wrote(comment(3, "c")));
        let second = Page { items: vec![comment(1, "a"), comment(0, "z")], next: None };
        let discussion = discussion.after(DiscussionMove::Answered(Ok(second)));
        assert_eq!(texts(&discussion), ["c", "b", "a", "z"]);
        assert!(discussion.known && !discussion.loading && discussion.next.is_none());
    }

    #[test]
    fn changes_stay_in_their_place_and_removals_go() {
        let page = Page { items: vec![comment(2, "b"), comment(1, "a")], next: None };
        let discussion = Discussion::default().after(DiscussionMove::Answered(Ok(page)));
        let discussion = discussion.after(DiscussionMove::Wrote(comment(1, "changed")));
        assert_eq!(texts(&discussion), ["b", "changed"]);
        assert_eq!(texts(&discussion.after(DiscussionMove::Removed(CommentId(2)))), ["changed"]);
    }
}
