package symbolic

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// BenchmarkProve times each claim of the table by itself with -bench=Prove/.
func BenchmarkProveTable(b *testing.B) {
	var times []time.Duration
	for b.Loop() {
		times = times[:0]
		for _, test := range table {
			start := time.Now()
			proveText(test.given, test.from, test.claim)
			times = append(times, time.Since(start))
		}
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)/2].Microseconds()), "µs/median")
	b.ReportMetric(float64(times[len(times)-1].Microseconds()), "µs/slowest")
}

func BenchmarkStepIdentity(b *testing.B) {
	claim := claimOf("s(n)/(1-rho^n) = g", 1)
	b.ReportAllocs()
	for b.Loop() {
		if Prove(claim, sequences["ema"], nil).Verdict != Proved {
			b.Fatal()
		}
	}
}

// BenchmarkUnrolled evaluates s_n and its unrolled form for n = 1..200.
func BenchmarkUnrolled(b *testing.B) {
	left, right := parse("s(n)"), parse("(1-rho)*sum(i=1..n, rho^(n-i)*g)")
	b.ReportAllocs()
	for b.Loop() {
		v := newEvaluator(must(newSystem(sequences["ema"])), nil, nil)
		for n := int64(1); n <= 200; n++ {
			env := map[string]int64{"n": n}
			if !must(v.value(left, env)).Equal(must(v.value(right, env))) {
				b.Fatal(n)
			}
		}
	}
}

// BenchmarkOrder proves that (n+1) terms of a sequence of order d with all roots 1 are a polynomial.
func BenchmarkOrder(b *testing.B) {
	for _, order := range []int{1, 2, 4, 6} {
		b.Run(fmt.Sprint(order), func(b *testing.B) {
			var rule []string
			var initial []string
			c := 1
			for i := 1; i <= order; i++ {
				c = c * (order - i + 1) / i
				sign := "+"
				if i%2 == 0 {
					sign = "-"
				}
				rule = append(rule, fmt.Sprintf("%s%d*u(n-%d)", sign, c, i))
				initial = append(initial, fmt.Sprintf("%d^%d", i-1, order-1))
			}
			system := []Sequence{sequence("u", 0, strings.TrimPrefix(strings.Join(rule, ""), "+"), initial...)}
			claim := claimOf(fmt.Sprintf("u(n) = n^%d", order-1), 0)
			for b.Loop() {
				if p := Prove(claim, system, nil); p.Verdict != Proved {
					b.Fatal(p.Says, claim.Left, system[0].Rule)
				}
			}
		})
	}
}

// BenchmarkParameters proves a sum of geometric sums with more and more parameters.
func BenchmarkParameters(b *testing.B) {
	for _, count := range []int{1, 2, 3, 4, 5} {
		b.Run(fmt.Sprint(count), func(b *testing.B) {
			var left, right []string
			for i := range count {
				a, r := fmt.Sprintf("a%d", i), fmt.Sprintf("r%d", i)
				left = append(left, fmt.Sprintf("%s*%s^k", a, r))
				right = append(right, fmt.Sprintf("%s*(1-%s^n)/(1-%s)", a, r, r))
			}
			claim := claimOf("sum(k=0..n-1, "+strings.Join(left, "+")+") = "+strings.Join(right, "+"), 1)
			for b.Loop() {
				if p := Prove(claim, nil, nil); p.Verdict != Proved {
					b.Fatal(p.Says)
				}
			}
		})
	}
}
