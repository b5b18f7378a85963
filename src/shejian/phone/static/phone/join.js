// The code that a slip's picture carries stands behind the # of the address, which browsers keep to themselves.
const code = decodeURIComponent(location.hash.slice(1));
const field = document.querySelector('#join [name="code"]');
if (field && code && !field.value) {
  field.value = code;
  history.replaceState(null, "", location.pathname);
  document.querySelector('#join [name="username"]')?.focus();
}
