package proofs

import (
	"strings"

	"github.com/hence-math/hence/proofs/syntax"
)

// This file tells letters that name points and figures of geometry.

// restsOnCapitals says whether two members hold several capitals, and not the length
// between two points as one symbol.
func restsOnCapitals(left, right outcome) bool {
	capitals := map[string]bool{}
	for _, o := range []outcome{left, right} {
		for key := range o.trace.names {
			if len(key) == 1 && isCapitalLetter(key) {
				capitals[key] = true
			}
		}
	}
	return len(capitals) > 1
}

// figureWords name figures whose points have capitals for names.
var figureWords = newPhrase(`(?i)(?:^|[^a-z])(triangles?|segments?|circles?|quadrilaterals?|rectangles?|parallelograms?|trapezo?i(?:d|um)s?|polygons?|chords?|midpoints?)(?:$|[^a-z])`)

// namesFigures says whether the document is about figures with points.
func (c *checker) namesFigures() bool {
	if c.figures == nil {
		names := false
		for _, b := range c.document.Blocks {
			if b.Kind == syntax.Math {
				text := c.document.Text(b.At)
				names = names || strings.Contains(text, `\triangle`) || strings.Contains(text, `\angle`)
			} else {
				names = names || figureWords.MatchString(b.Text)
			}
		}
		c.figures = &names
	}
	return *c.figures
}
