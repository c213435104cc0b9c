//go:build race

package batch

// raced says that the race detector watches.
const raced = true
