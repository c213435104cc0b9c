//go:build !race

package pipeline

// raced says that the race detector watches, under which code takes twenty times as long.
const raced = false
