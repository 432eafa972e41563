// Brings the later half of the program, see frontend/split, and puts it to the first. In a build that was not split there is
// nothing to bring.
(function () {
  var address = document.querySelector('meta[name=later]');
  var here = !address, first, coming;
  function add(module) {
    if (!here) new WebAssembly.Instance(module, { f: first });
    here = true;
  }
  window.later = {
    isHere: function () { return here; },
    // `exports` are those of the first half.
    bring: function (exports, soon) {
      first = exports;
      if (here) return Promise.resolve();
      return coming = coming || WebAssembly.compileStreaming(fetch(address.content, { priority: soon ? 'high' : 'low' }))
        .then(add, function (cause) { coming = null; throw cause; });
    },
    // The calls that did not wait.
    hurried: [],
    // For such a call: the page stands still until the rest is there.
    bringNow: function () {
      if (here) return;
      window.later.hurried.push(new Error().stack);
      var request = new XMLHttpRequest();
      request.open('GET', address.content, false);
      request.overrideMimeType('text/plain; charset=x-user-defined');
      request.send();
      add(new WebAssembly.Module(Uint8Array.from(request.responseText, function (sign) { return sign.charCodeAt(0) & 255; })));
    }
  };
})();
