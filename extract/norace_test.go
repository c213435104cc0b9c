//go:build !race

package extract

// slower is how many times longer code takes under the race detector.
const slower = 1
