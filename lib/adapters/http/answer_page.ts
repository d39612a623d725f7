/** HTML as answers carry it: a browser loads nothing for it but from this service. */
import { answerText, type Call } from "@/adapters/http/exchange.ts";

/** What a page may do beside the least. */
export interface PageNeeds {
  /** Whether its program sets styles within the markup. */
  readonly hasInlineStyles?: boolean;
  /** Whether its style sheet has pictures in it. */
  readonly hasInlineImages?: boolean;
}

/** A page that no other may frame, whose scripts come from this service alone. */
export function answerPage(call: Call, html: string, needs: PageNeeds = {}): Response {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${needs.hasInlineStyles ? " 'unsafe-inline'" : ""}`,
    `img-src 'self'${needs.hasInlineImages ? " data:" : ""}`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return answerText(call, html, "text/html; charset=utf-8", {
    headers: {
      "content-security-policy": policy.join("; "),
      "referrer-policy": "no-referrer",
    },
  });
}
