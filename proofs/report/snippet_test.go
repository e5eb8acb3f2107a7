package report

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// shown is an excerpt with its underline, one above the other.
func shown(text, member string, width int) string {
	at := strings.Index(text, member)
	e := newSource(text).excerpt([2]int{at, at + len(member)}, width)
	blanks, mark := e.underline()
	return e.Text + "\n" + blanks + mark
}

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("a", 40) + "WRONG" + strings.Repeat("b", 40)
	for _, test := range []struct{ name, text, member, want string }{
		{"a whole line", "x = 1", "1", "x = 1\n    ^"},
		{"one line of several", "one\nx = 12 + 3\nthree", "12", "x = 12 + 3\n    ^~"},
		{"a carriage return is no column", "x = 12\r\nthree", "12", "x = 12\n    ^~"},
		{"a tab takes four columns", "\tx\t= 12", "12", "    x    = 12\n           ^~"},
		{"wide characters take two", "速度 = 数 + 1", "数", "速度 = 数 + 1\n       ^~"},
		{"a combining mark takes none", "e\u0301 = y\u0302z + 1", "y\u0302z", "e\u0301 = y\u0302z + 1\n    ^~"},
		{"the part on the first line", "x = 1 +  \n  2", "1 +  \n  2", "x = 1 +\n    ^~~"},
		{"not UTF-8", "\xff\xfe = 12", "12", "\uFFFD\uFFFD = 12\n     ^~"},
		{"cut on both sides", long, "WRONG", "…aaaaaaaaaaaaaaaWRONGbbbbbbbb…\n                ^~~~~"},
		{"cut before", strings.Repeat("a", 80) + "WRONG", "WRONG", "…" + strings.Repeat("a", 23) + "WRONG\n                        ^~~~~"},
		{"cut after", "WRONG" + strings.Repeat("b", 80), "WRONG", "WRONG" + strings.Repeat("b", 23) + "…\n^~~~~"},
		{"a member longer than the window", "x = " + strings.Repeat("9", 80) + " + 1", strings.Repeat("9", 80), "x = 999999999999999999999999…\n    ^~~~~~~~~~~~~~~~~~~~~~~~"},
	} {
		t.Run(test.name, func(t *testing.T) { require.Equal(t, test.want, shown(test.text, test.member, 30)) })
	}
}

// A span that is off by one is seen.
func TestExcerptMarksExactlyTheSpan(t *testing.T) {
	text := "x = 12 + 3"
	right := shown(text, "12", 30)
	s := newSource(text)
	for _, span := range [][2]int{{3, 6}, {5, 6}, {4, 5}, {4, 8}, {5, 7}} {
		e := s.excerpt(span, 30)
		blanks, mark := e.underline()
		require.NotEqual(t, right, e.Text+"\n"+blanks+mark, "span %v", span)
	}
}

// A line of 900,000 characters is no obstacle.
func TestExcerptOfALongLine(t *testing.T) {
	text := strings.Repeat("数+", 150_000) + "WRONG" + strings.Repeat("+x", 150_000)
	s := newSource(text)
	at := strings.Index(text, "WRONG")
	e := s.excerpt([2]int{at, at + 5}, 80)
	require.Equal(t, 5, e.Marked)
	require.LessOrEqual(t, columnsOf(e.Text, 1000), 80)
}

func BenchmarkExcerptOfALongLine(b *testing.B) {
	s := newSource(strings.Repeat("数+", 150_000) + "WRONG" + strings.Repeat("+x", 150_000))
	for b.Loop() {
		s.excerpt([2]int{600_000, 600_005}, 80)
	}
}

// Whatever the text and the span: the excerpt fits, the mark lies within it,
// and what it marks is what the span holds.
func TestExcerptLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune("ab= \t\n\r数́\u202e\U0001F600"))).Draw(t, "text")
		from := rapid.IntRange(-2, len(text)+2).Draw(t, "from")
		to := rapid.IntRange(-2, len(text)+2).Draw(t, "to")
		width := rapid.IntRange(0, 60).Draw(t, "width")
		e := newSource(text).excerpt([2]int{from, to}, width)
		if columns := columnsOf(e.Text, 1000); columns > max(width, 16) {
			t.Fatalf("%q takes %d columns of %d", e.Text, columns, width)
		}
		if e.Marked < 1 || e.Before < 0 || e.Before > max(width, 16) {
			t.Fatalf("mark at %d, %d long", e.Before, e.Marked)
		}
		if strings.ContainsAny(e.Text, "\n\r\t\u202e") {
			t.Fatalf("%q has control characters", e.Text)
		}
	})
}

func TestClip(t *testing.T) {
	require.Equal(t, "a b", clip(" a \n\t b\n", 10))
	require.Equal(t, "abc… (8 characters)", clip("abc defg", 3))
	require.Equal(t, "数… (3 characters)", clip("数数数", 3))
	require.Equal(t, "数数数", clip("数数数", 6))
}
