//! Children of elements and components, collected by calls.

use std::marker::PhantomData;
use std::rc::Rc;
use yew::html::IntoPropValue;
use yew::virtual_dom::{VList, VNode};

/// Several children, in place of yew's type of this name.
pub struct ChildrenRenderer(Vec<VNode>);

impl ChildrenRenderer {
    /// The children in their order.
    pub fn new(children: Vec<VNode>) -> Self {
        Self(children)
    }
}

impl IntoPropValue<VNode> for ChildrenRenderer {
    #[inline(never)]
    fn into_prop_value(self) -> VNode {
        VNode::VList(Rc::new(VList::with_children(self.0, None)))
    }
}

/// What a `{ .. }` between other children stands for: one node, none, or several.
pub struct NodeSeq<From, To>(Vec<To>, PhantomData<From>);

impl<T: Into<VNode>> From<T> for NodeSeq<T, VNode> {
    fn from(value: T) -> Self {
        Self(vec![value.into()], PhantomData)
    }
}

impl<T: Into<VNode>> From<Option<T>> for NodeSeq<T, VNode> {
    fn from(value: Option<T>) -> Self {
        Self(value.into_iter().map(Into::into).collect(), PhantomData)
    }
}

impl<T: Into<VNode>> From<Vec<T>> for NodeSeq<T, VNode> {
    fn from(values: Vec<T>) -> Self {
        Self(values.into_iter().map(Into::into).collect(), PhantomData)
    }
}

impl<T> IntoIterator for NodeSeq<T, VNode> {
    type Item = VNode;
    type IntoIter = std::vec::IntoIter<VNode>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
