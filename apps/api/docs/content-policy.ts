import { createHash } from 'node:crypto';

/** A content security policy under which a page of ours may do nothing but show itself: its own style sheets, by their hashes. */
export function contentPolicy(page: string): string {
  const styles = [...page.matchAll(/<style>([^]*?)<\/style>/g)].map(([, text]) => `'sha256-${hashOf(text!)}'`);
  const parts = ["default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"];
  if (styles.length > 0) parts.push(`style-src ${styles.join(' ')}`);
  return parts.join('; ');
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64');
