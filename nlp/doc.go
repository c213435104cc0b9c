// Package nlp reads Chinese text: segmentation into words, and the grammar of
// numbers that turns digits and numerals into typed mentions.
//
// It knows nothing of accounting. What words a domain has is injected as a
// lexicon; what a number means is decided downstream. All spans are half-open
// byte offsets into the original text, so that every mention quotes its source
// exactly whatever was folded on the way.
package nlp
