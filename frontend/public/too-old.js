// In words that every browser reads: shows the plain page where the application cannot run.
(function () {
  var script = document.createElement('script');
  var able = typeof WebAssembly === 'object' && 'noModule' in script && window.CSS && CSS.supports &&
    CSS.supports('selector(&)') && CSS.supports('color', 'oklch(from red l c h)') && typeof HTMLDialogElement === 'function';
  if (!able) document.documentElement.className += ' old';
})();
