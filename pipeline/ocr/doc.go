// Package ocr has pictures of pages read by an engine of the user's choice, which
// runs as a process of its own.
//
// The protocol is one line of JSON for a page on standard input, and one line of
// JSON back on standard output:
//
//	{"page": 3, "image": "<PNG in base64>", "width": 1240, "height": 1754, "dpi": 150}
//	{"words": [{"text": "1,234.56", "box": [x0, y0, x1, y1], "confidence": 0.98}, …]}
//
// Boxes are in pixels from the upper left corner. A word may be a line, a word or a
// single character: its characters are taken to be spread over its box. An engine
// that cannot read a page says {"error": "why"}. It lives until its input ends; what
// it writes to standard error is thrown away.
//
// No shell is involved. An engine that dies, answers with something else, with too
// much, or not in time is ended and started again for the next page; the page is
// given up after a second attempt, so that what a page says does not hang on the
// one before it. Its memory is limited where the system can do that (Linux).
package ocr
