/** Notebook files: what is read, what is refused, and which bytes are written. */
import assert from "node:assert/strict";
import { codeCells, formatNotebook, parseNotebook } from "@/adapters/ipynb/document.ts";
import { exitCode, UserError } from "@/errors.ts";
import { code, displayed, notebook, printed, prose } from "./notebooks.ts";

/** As JupyterLab's server writes it: one space, sorted keys, texts in lines that keep their ends. */
const written = `{
 "cells": [
  {
   "attachments": {
    "pasted.png": {
     "image/png": "iVBORw0KGgo="
    }
   },
   "cell_type": "markdown",
   "id": "prose",
   "metadata": {},
   "source": [
    "# Title\\n",
    "\\n",
    "![](attachment:pasted.png)"
   ]
  },
  {
   "cell_type": "code",
   "execution_count": 1,
   "id": "code",
   "metadata": {
    "tags": []
   },
   "outputs": [
    {
     "name": "stdout",
     "output_type": "stream",
     "text": [
      "one\\n",
      "two\\n"
     ]
    },
    {
     "data": {
      "application/json": [
       "stays",
       "a list"
      ],
      "image/png": "iVBORw0KGgo=\\n",
      "image/svg+xml": [
       "<svg>\\n",
       "</svg>"
      ],
      "text/plain": [
       "2"
      ]
     },
     "execution_count": 1,
     "metadata": {},
     "output_type": "execute_result"
    },
    {
     "ename": "Error",
     "evalue": "wrong",
     "output_type": "error",
     "traceback": [
      "Error: wrong"
     ]
    }
   ],
   "source": []
  }
 ],
 "metadata": {
  "kernelspec": {
   "display_name": "Deno",
   "language": "typescript",
   "name": "deno"
  }
 },
 "nbformat": 4,
 "nbformat_minor": 5
}
`;

Deno.test("a notebook that JupyterLab wrote is written again as the same bytes", () => {
  assert.equal(formatNotebook(parseNotebook(written, "x.ipynb")), written);
});

Deno.test("the project's own notebooks are written again as the same bytes", async () => {
  const folder = new URL("../../../../notebooks/", import.meta.url);
  for await (const { name } of Deno.readDir(folder)) {
    if (!name.endsWith(".ipynb")) continue;
    const text = await Deno.readTextFile(new URL(name, folder));
    // Equal or not is enough: the difference of two megabytes helps nobody.
    assert(formatNotebook(parseNotebook(text, name)) === text, name);
  }
});

Deno.test("texts are read whole, whether the file cuts them into lines or not", () => {
  const cut = parseNotebook(written, "x.ipynb");
  const [{ source, outputs }] = codeCells(cut);
  assert.equal(cut.cells[0].source, "# Title\n\n![](attachment:pasted.png)");
  assert.equal(source, "");
  assert.deepEqual(outputs[0], printed("one\ntwo\n"));
  assert.deepEqual("data" in outputs[1] && outputs[1].data, {
    "application/json": ["stays", "a list"],
    "image/png": "iVBORw0KGgo=\n",
    "image/svg+xml": "<svg>\n</svg>",
    "text/plain": "2",
  });
  assert.deepEqual(parseNotebook(JSON.stringify(cut), "x.ipynb"), cut);
});

Deno.test("only the cells of code are code, in their order", () => {
  const cells = [code("a", "1"), prose("b", "prose"), code("c", "2")];
  assert.deepEqual(codeCells(notebook(...cells)), [cells[0], cells[2]]);
});

Deno.test("what is no notebook of format 4.5 is refused with its file and what is wrong", () => {
  const sound = { ...notebook(code("a", "1")) };
  const refused: [string, RegExp][] = [
    ["", /JSON/],
    ["{", /JSON/],
    ["[]", /expected object/],
    ["{}", /cells: .*nbformat: /],
    [JSON.stringify({ ...sound, nbformat: 3 }), /: nbformat: .*expected 4/],
    [JSON.stringify({ ...sound, nbformat_minor: 4 }), /: nbformat_minor: .*5/],
    [JSON.stringify({ ...sound, cells: [{ ...sound.cells[0], source: 1 }] }), /cells\.0\.source/],
    [JSON.stringify({ ...sound, cells: [{ cell_type: "poem" }] }), /cells\.0\.cell_type/],
    [
      JSON.stringify(notebook(code("a", "1"), prose("a", "2"))),
      /cells: two cells have the same id/,
    ],
  ];
  for (const [text, reason] of refused) {
    assert.throws(() => parseNotebook(text, "broken.ipynb"), (error) => {
      assert(error instanceof UserError, text);
      assert.match(error.message, /^Cannot read broken\.ipynb as a notebook: /);
      assert.match(error.message, reason);
      assert.equal(error.exitCode, exitCode.data);
      assert.match(error.hint ?? "", /JupyterLab/);
      assert(error.cause instanceof Error);
      return true;
    });
  }
});

Deno.test("a text that a cell gave as another value is written as it is", () => {
  const odd = notebook(code("a", "1", 1, [displayed({ "text/plain": 5, "text/html": null })]));
  assert.deepEqual(parseNotebook(formatNotebook(odd), "x.ipynb"), odd);
});
