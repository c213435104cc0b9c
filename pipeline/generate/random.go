package generate

import "math/rand/v2"

// source draws from a PCG, whose sequence is part of Go's compatibility promise.
type source struct{ *rand.Rand }

func newSource(seed, stream uint64) source {
	return source{rand.New(rand.NewPCG(seed, stream))}
}

// between returns an integer in [lo, hi].
func (s source) between(lo, hi int) int { return lo + s.IntN(hi-lo+1) }

// amount returns an amount in [lo, hi], in hundreds of yuan.
func (s source) amount(lo, hi int) Amount { return Amount(s.between(lo, hi)) }

// near returns an amount within pct percent of a, never negative.
func (s source) near(a Amount, pct int) Amount {
	return a * Amount(s.between(1000-pct*10, 1000+pct*10)) / 1000
}

// chance is true n times in a hundred.
func (s source) chance(n int) bool { return s.IntN(100) < n }

func pick[T any](s source, from []T) T { return from[s.IntN(len(from))] }

// sample returns n distinct members in their original order.
func sample[T any](s source, from []T, n int) []T {
	keep := s.Perm(len(from))[:n]
	chosen := make([]bool, len(from))
	for _, i := range keep {
		chosen[i] = true
	}
	var out []T
	for i, member := range from {
		if chosen[i] {
			out = append(out, member)
		}
	}
	return out
}
