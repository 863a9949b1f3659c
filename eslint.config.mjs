import js from "@eslint/js";
import tseslint from "typescript-eslint";

export default tseslint.config(
  {
    ignores: [
      "dist/",
      "coverage/",
      "cdktf.out/",
      ".gen/",
      "provider-alicloud/lib/",
      "provider-alicloud/src/",
      "**/node_modules/",
    ],
  },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "max-len": ["error", { code: 120, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true }],
    },
  },
  {
    files: ["lib/**/*.ts"],
    ignores: ["lib/files/read-file.ts", "lib/cli/write-file.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          paths: [
            {
              name: "node:fs",
              importNames: ["createReadStream", "openSync", "open", "readFile", "readFileSync", "promises"],
              message: "Files are read through lib/files/read-file.ts, which no device or pipe can hold up.",
            },
            { name: "node:fs/promises", message: "Files are read through lib/files/read-file.ts." },
          ],
        },
      ],
      "no-restricted-syntax": [
        "error",
        {
          selector:
            "CallExpression[callee.property.name=/^(?:push|unshift|max|min|apply|fromCharCode)$/] > SpreadElement",
          message: "A long list does not fit on the call stack: see lib/text/lists.ts.",
        },
      ],
    },
  },
  {
    files: ["**/*.{js,mjs,cjs}"],
    languageOptions: {
      globals: {
        require: "readonly",
        module: "writable",
        process: "readonly",
        console: "readonly",
        __dirname: "readonly",
        URL: "readonly",
        Buffer: "readonly",
        fetch: "readonly",
        AbortSignal: "readonly",
      },
    },
  },
);
