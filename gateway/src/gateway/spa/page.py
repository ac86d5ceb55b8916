"""What one sees where the web app was not built."""

_PAGE = """<!doctype html>
<html lang="zh"><meta charset="utf-8"><title>Chemai 车脉</title>
<style>body{font:16px/1.6 system-ui,sans-serif;max-width:36rem;margin:18vh auto;padding:0 1.5rem;color:#1b2330}
h1{font-size:1.4rem}code{background:#eef1f5;padding:.1em .35em;border-radius:4px}</style>
<h1>网页界面尚未构建</h1>
<p>接口已在运行，但还没有网页文件。请运行 <code>make run</code>（或 <code>make frontend</code>）后刷新本页。</p>
<p lang="en">The API is running, but the web app has not been built yet: run <code>make run</code> and reload.</p>
</html>"""


def not_built() -> str:
    return _PAGE
