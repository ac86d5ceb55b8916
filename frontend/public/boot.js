// Theme and language before the first paint; kept in a file so that the page needs no inline script.
(() => {
  const root = document.documentElement;
  let theme = null;
  let language = null;
  try {
    theme = localStorage.getItem('chemai.theme');
    language = localStorage.getItem('chemai.language');
  } catch {
    // storage may be blocked; the defaults hold
  }
  root.dataset.theme = theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  root.lang = language || 'zh-CN';
})();
