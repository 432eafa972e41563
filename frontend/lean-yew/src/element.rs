//! Elements made by calls. yew's own constructors write some twenty fields in place for each element of each `html!`;
//! here the usual kinds of elements are a call each, and only unusual ones pass everything.

use std::mem;
use std::rc::Rc;
use yew::AttrValue;
use yew::html::IntoPropValue;
use yew::virtual_dom::listeners::Listeners;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, VNode, VTag as YewTag};

/// What `html!` takes for an element's `ref`: most have none, and need not make one.
#[derive(Default)]
pub struct NodeRef(Option<yew::NodeRef>);

impl IntoPropValue<NodeRef> for yew::NodeRef {
    fn into_prop_value(self) -> NodeRef {
        NodeRef(Some(self))
    }
}

/// An element as `html!` makes it, in place of yew's own type of this name.
pub struct VTag(VNode);

impl From<VTag> for VNode {
    #[inline(always)]
    fn from(element: VTag) -> Self {
        element.0
    }
}

impl VTag {
    /// Any element but those of the other constructors. Everything that is constant is decided when this is compiled.
    #[inline(always)]
    pub fn __new_other(
        tag: AttrValue,
        node_ref: NodeRef,
        key: Option<Key>,
        attributes: Attributes,
        listeners: Listeners,
        children: VNode,
    ) -> Self {
        Self(match (&tag, &node_ref.0, &key, &attributes, &listeners) {
            (AttrValue::Static(name), None, None, Attributes::Static(constants), Listeners::None) => {
                let (name, constants) = (*name, *constants);
                // Nothing of it owns memory; otherwise the compiler writes it down, only to drop it.
                mem::forget((tag, node_ref, key, attributes, listeners));
                constant(name, constants, children)
            }
            (_, None, None, _, Listeners::None) => {
                mem::forget((node_ref, key, listeners));
                varying(tag, attributes, children)
            }
            _ => full(tag, node_ref, key, attributes, listeners, children),
        })
    }

    /// An `<input>`.
    #[inline(never)]
    pub fn __new_input(
        value: Option<AttrValue>,
        checked: Option<bool>,
        node_ref: NodeRef,
        key: Option<Key>,
        attributes: Attributes,
        listeners: Listeners,
    ) -> Self {
        Self(YewTag::__new_input(value, checked, node_ref.0.unwrap_or_default(), key, attributes, listeners).into())
    }

    /// A `<textarea>`.
    #[inline(never)]
    pub fn __new_textarea(
        value: Option<AttrValue>,
        default: Option<AttrValue>,
        node_ref: NodeRef,
        key: Option<Key>,
        attributes: Attributes,
        listeners: Listeners,
    ) -> Self {
        Self(YewTag::__new_textarea(value, default, node_ref.0.unwrap_or_default(), key, attributes, listeners).into())
    }

    fn element(&self) -> Option<&YewTag> {
        match &self.0 {
            VNode::VTag(element) => Some(element),
            _ => None,
        }
    }

    /// The name of the element; `html!` asks for it where the name is an expression.
    pub fn tag(&self) -> &str {
        self.element().map_or("", YewTag::tag)
    }

    /// The children, where the element can have some; `html!` asks for them where the name is an expression.
    pub fn children(&self) -> Option<&VNode> {
        self.element().and_then(YewTag::children)
    }
}

type Constants = &'static [(&'static str, AttributeOrProperty)];

/// An element whose attributes are always the same.
#[inline(never)]
fn constant(tag: &'static str, attributes: Constants, children: VNode) -> VNode {
    full(AttrValue::Static(tag), NodeRef(None), None, Attributes::Static(attributes), Listeners::None, children)
}

/// An element that only shows.
#[inline(never)]
fn varying(tag: AttrValue, attributes: Attributes, children: VNode) -> VNode {
    full(tag, NodeRef(None), None, attributes, Listeners::None, children)
}

/// An element with everything that elements can have.
#[inline(never)]
fn full(
    tag: AttrValue,
    node_ref: NodeRef,
    key: Option<Key>,
    attributes: Attributes,
    listeners: Listeners,
    children: VNode,
) -> VNode {
    let node_ref = node_ref.0.unwrap_or_default();
    VNode::VTag(Rc::new(YewTag::__new_other(tag, node_ref, key, attributes, listeners, children)))
}
