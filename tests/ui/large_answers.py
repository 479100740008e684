"""What large models answer, as they do: prose around it, several files, edits that fit and edits that do not."""

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Sign in</title>
<style>
body { margin: 0; font: 14px sans-serif; background: #f6f7fb; padding: 16px; }
h1 { font-size: 24px; color: #1a2233; margin: 0 0 12px; }
p { color: #667085; }
button { background: #2f6fed; color: #fff; border: 0; border-radius: 6px; padding: 8px 16px; }
</style>
</head>
<body>
<h1>Welcome back</h1>
<p>Sign in to continue</p>
<button>Save</button>
</body>
</html>
"""

HTML = f"Here is the page.\n\n```html index.html\n{PAGE}```\n\nThe button is a real `<button>`.\n"

TAILWIND_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<script src="https://cdn.tailwindcss.com"></script>
</head>
<body class="bg-gray-50 p-4">
<h1 class="text-2xl font-bold text-slate-800">Welcome back</h1>
<p class="text-sm text-slate-500">Sign in to continue</p>
<button class="rounded-md bg-blue-600 px-4 py-2 text-white">Save</button>
</body>
</html>
"""

BUTTON = """export default function Button({ children }) {
  return <button className="rounded-md bg-blue-600 px-4 py-2 text-white">{children}</button>;
}
"""
APP = """import Button from "./Button.jsx";
import "./app.css";

export default function App() {
  return (
    <main className="bg-gray-50 p-4">
      <h1 className="text-2xl font-bold text-slate-800">Welcome back</h1>
      <p className="lead text-slate-500">Sign in to continue</p>
      <Button>Save</Button>
    </main>
  );
}
"""
CSS = ".lead { font-size: 14px; }\n"
REACT = (
    "I split it into a component for the button and the page.\n\n"
    f"src/Button.jsx\n```jsx\n{BUTTON}```\n\n```jsx src/App.jsx\n{APP}```\n\n```css src/app.css\n{CSS}```\n"
)

THOUGHTS = "The picture shows a form. It has a heading, a line of text and a blue button. " * 6


def edit(path: str, search: str, replace: str) -> str:
    return f"{path}\n```\n<<<<<<< SEARCH\n{search}\n=======\n{replace}\n>>>>>>> REPLACE\n```\n"


BLUE = "button { background: #2f6fed; color: #fff; border: 0; border-radius: 6px; padding: 8px 16px; }"
RED = BLUE.replace("#2f6fed", "#d92d20")
WRONG = "button { background: blue; color: white; }"
