import { useEffect, useMemo, useState } from "react";
import Card, { type CardProps } from "./components/Card";
import "./styles.css";

type Product = { id: number; name: string; price: number; tags?: string[]; kind: "new" | "sale" | null };

// A comment with an apostrophe: it's here, and a <tag> too
const PRODUCTS: Product[] = [
  { id: 1, name: "Chair", price: 129.5, tags: ["wood", "new"], kind: "new" },
  { id: 2, name: 'Lamp "Moon"', price: 49, kind: null },
  { id: 3, name: `Desk ${1 + 1} \`wide\``, price: 499, tags: [], kind: "sale" },
];

/* block comment { ( [ */
const money = (value: number): string => `$${value.toFixed(2).replace(/\.00$/, "")}`;

function Badge<T extends string>({ kind }: { kind: T | null }) {
  if (!kind) return null;
  return (
    <span className={`rounded px-2 ${kind === "sale" ? "bg-red-100 text-red-700" : "bg-green-100"}`}>{kind}</span>
  );
}

const identity = <T,>(x: T): T => x;

export default function App() {
  const [query, setQuery] = useState<string>("");
  const [open, setOpen] = useState(false);
  const shown = useMemo(() => PRODUCTS.filter((p) => p.name.toLowerCase().includes(query.toLowerCase())), [query]);

  useEffect(() => {
    const timer = setInterval(() => { if (document.hidden) return; }, 1000);
    return () => clearInterval(timer);
  }, []);

  const total = shown.reduce((sum, p) => sum + (p.price < 100 ? p.price : p.price * 0.9), 0);

  return (
    <div className="min-h-screen bg-gray-50 p-8">
      {/* header */}
      <header className="flex items-center justify-between border-b pb-4">
        <h1 className="text-2xl font-bold">Shop – it's open & ready</h1>
        <input
          type="text"
          value={query}
          onChange={(e) => setQuery(e.target.value)}
          placeholder="Search…"
          disabled={!open && total > 1000}
        />
        <button onClick={() => setOpen((o) => !o)} style={{ color: open ? "red" : "blue", padding: 4 }}>
          {open ? "Close" : "Open"}
        </button>
      </header>
      <ul className="grid grid-cols-3 gap-4">
        {shown.map((p, i) => (
          <li key={p.id} className="rounded-lg border p-4 shadow">
            <Card {...p} index={i}>
              <p>{money(p.price)} <Badge kind={p.kind} /></p>
              {p.tags?.length ? (
                <div>{p.tags.map((t) => <em key={t}>{t}, </em>)}</div>
              ) : (
                <>
                  <small>no tags</small>
                </>
              )}
            </Card>
          </li>
        ))}
      </ul>
      {total > 0 && <footer>Total: {money(total)}</footer>}
    </div>
  );
}
