//! The component that stands for all others.

use std::any::{Any, TypeId};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::marker::PhantomData;
use std::rc::Rc;
use yew::functional::{FunctionProvider, Hook, HookContext};
use yew::html::{HtmlResult, IntoPropValue};
use yew::virtual_dom::{Key, VComp, VList, VNode};
use yew::{Properties, component};

/// A component's function together with its props.
trait Rendered: Any {
    fn render(&self, context: &mut HookContext) -> HtmlResult;

    /// Whether the other is the same function with equal props, so that nothing has to be drawn.
    fn same_as(&self, other: &dyn Rendered) -> bool;
}

struct Call<C: FunctionProvider>(C::Properties);

impl<C: FunctionProvider + 'static> Rendered for Call<C> {
    fn render(&self, context: &mut HookContext) -> HtmlResult {
        C::run(context, &self.0)
    }

    fn same_as(&self, other: &dyn Rendered) -> bool {
        let other: &dyn Any = other;
        other.downcast_ref::<Self>().is_some_and(|other| self.0 == other.0)
    }
}

#[derive(Properties)]
struct PartProps {
    call: Rc<dyn Rendered>,
}

impl PartialEq for PartProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.call, &other.call) || self.call.same_as(&*other.call)
    }
}

/// Runs whichever component it holds.
#[component]
fn Part(props: &PartProps) -> HtmlResult {
    use_rendering(&*props.call)
}

/// A component's function is to its part what a hook is to a component: it takes the states in its turn.
fn use_rendering(call: &dyn Rendered) -> impl Hook<Output = HtmlResult> {
    struct Rendering<'c>(&'c dyn Rendered);

    impl Hook for Rendering<'_> {
        type Output = HtmlResult;

        fn run(self, context: &mut HookContext) -> HtmlResult {
            self.0.render(context)
        }
    }

    Rendering(call)
}

/// What `html!` makes of `<C .. />`, in place of yew's own type of this name.
pub struct VChild<C> {
    call: Rc<dyn Rendered>,
    key: Option<Key>,
    component: PhantomData<C>,
}

impl<C: FunctionProvider + 'static> VChild<C> {
    /// The component with its props; `key` tells it apart from its siblings.
    pub fn new(props: C::Properties, key: Option<Key>) -> Self {
        Self { call: Rc::new(Call::<C>(props)), key, component: PhantomData }
    }
}

impl<C: 'static> From<VChild<C>> for VNode {
    fn from(child: VChild<C>) -> Self {
        node(child.call, TypeId::of::<C>(), child.key)
    }
}

impl<C: 'static> IntoPropValue<VNode> for VChild<C> {
    fn into_prop_value(self) -> VNode {
        self.into()
    }
}

/// A list of one. Within it the part's key says which component it is: where another component takes the place, yew sees
/// another key and begins anew, as it does for another type. The list has the key that the caller gave.
fn node(call: Rc<dyn Rendered>, component: TypeId, key: Option<Key>) -> VNode {
    let mut hasher = DefaultHasher::new();
    component.hash(&mut hasher);
    let part = VComp::new::<Part>(Rc::new(PartProps { call }), Some(Key::from(hasher.finish())));
    VNode::VList(Rc::new(VList::with_children(vec![VNode::VComp(Rc::new(part))], key)))
}
