package bench_test

import "fmt"

// templates write documents of many kinds, each in several wordings.
var templates = []template{
	{"arithmetic", false, func(g *generator) []string {
		a, b, c := g.n(2, 40), g.n(3, 19), g.n(3, 19)
		return []string{
			g.pick("Multiplication comes first.", "We follow the order of operations.", "Products bind more strongly than sums."),
			g.chain(fmt.Sprintf(`%d + %d \cdot %d`, a, b, c), fmt.Sprintf("%d + %s", a, result(b*c)), result(a+b*c)),
		}
	}},
	{"arithmetic", true, func(g *generator) []string {
		boxes, each, gone := g.n(4, 20), g.n(6, 24), g.n(2, 20)
		who := g.pick("Mira", "Tomas", "Aiko", "Ruth")
		return []string{
			fmt.Sprintf("%s has %d boxes with %d pens in each.", who, boxes, each),
			"That makes " + g.f("%d * %d = %s", boxes, each, result(boxes*each)) + " pens.",
			fmt.Sprintf("%s gives %d of them away, and %s are left.", who, gone, g.f("%d - %d = %s", boxes*each, gone, result(boxes*each-gone))),
		}
	}},
	{"arithmetic", true, func(g *generator) []string {
		a, b, c, d := g.n(-9, 9), g.n(2, 9), g.n(-9, -1), g.n(1, 9)
		first, second := a*b+d, c*d-b
		return []string{
			"Let us work out the first bracket.",
			g.f("(%d * %d + %d) = (%s + %d) = %s", a, b, d, result(a*b), d, result(first)),
			"Now the second one.",
			g.f("(%d * %d - %d) = (%s - %d) = %s", c, d, b, result(c*d), b, result(second)),
			"The product of both is " + g.f("%d * (%d) = %s", first, second, result(first*second)) + ".",
		}
	}},
	{"arithmetic", false, func(g *generator) []string {
		q, b := g.n(3, 30), g.n(7, 31)
		r := g.n(1, b-1)
		a := q*b + r
		return []string{
			fmt.Sprintf("Divide %d by %d with remainder.", a, b),
			"Since " + g.f(`%d \cdot %d = %s`, q, b, result(q*b)) + " and " + g.f("%d - %d = %s", a, q*b, result(r)) + ",",
			"we get " + g.f(`%d = %d \cdot %d + %s`, a, q, b, result(r)) + ".",
		}
	}},
	{"arithmetic", false, func(g *generator) []string {
		a, b := g.two(11, 60)
		return []string{g.chain(fmt.Sprintf("%d^2 - %d^2", b, a), fmt.Sprintf("(%d - %d)(%d + %d)", b, a, b, a),
			fmt.Sprintf(`%s \cdot %s`, result(b-a), result(b+a)), result(b*b-a*a))}
	}},
	{"arithmetic", false, func(g *generator) []string {
		a, b := g.n(2, 9), g.n(2, 9)
		return []string{
			g.pick("A large product:", "With thousands:", "Counting seats:"),
			g.d(`%d{,}000 \cdot %d = %d{,}000`, a, b, a*b),
			"and " + g.f(`%d{,}500 + %d{,}500 = %d{,}000`, a, b, a+b+1) + ".",
		}
	}},
	{"fractions", false, func(g *generator) []string {
		a, b, c, d := g.n(1, 9), g.n(2, 9), g.n(1, 9), g.n(2, 9)
		return []string{
			g.pick("Bring both to one denominator.", "To add them, extend each fraction.", "A common denominator helps:"),
			g.chain(fmt.Sprintf(`\frac{%d}{%d} + \frac{%d}{%d}`, a, b, c, d),
				fmt.Sprintf(`\frac{%s}{%d} + \frac{%s}{%d}`, result(a*d), b*d, result(c*b), b*d),
				fmt.Sprintf(`\frac{%s}{%d}`, result(a*d+c*b), b*d), frac(a*d+c*b, b*d)),
		}
	}},
	{"fractions", false, func(g *generator) []string {
		a, b, c, d := g.n(1, 9), g.n(2, 9), g.n(1, 9), g.n(2, 9)
		return []string{
			"Dividing by a fraction is multiplying by its reciprocal.",
			g.chain(fmt.Sprintf(`\frac{%d}{%d} \div \frac{%d}{%d}`, a, b, c, d), fmt.Sprintf(`\frac{%d}{%d} \cdot \frac{%d}{%d}`, a, b, d, c),
				fmt.Sprintf(`\frac{%s}{%s}`, result(a*d), result(b*c)), frac(a*d, b*c)),
		}
	}},
	{"fractions", false, func(g *generator) []string {
		w, d := g.n(1, 7), g.n(2, 9)
		n := g.n(1, d-1)
		return []string{
			"Write the mixed number as a fraction: " + g.f(`%d\frac{%d}{%d} = \frac{%s}{%d}`, w, n, d, result(w*d+n), d) + ".",
			"Twice that is " + g.f(`2 \cdot \frac{%d}{%d} = %s`, w*d+n, d, frac(2*(w*d+n), d)) + ".",
		}
	}},
	{"percent", false, func(g *generator) []string {
		p, v := 5*g.n(1, 19), 20*g.n(2, 60)
		return []string{
			fmt.Sprintf("A coat costs %d euros, and the price falls by %d percent.", v, p),
			"The reduction is " + g.f(`%d\%% \cdot %d = \frac{%d}{100} \cdot %d = %s`, p, v, p, v, result(p*v/100)) + ".",
			"So the new price is " + g.f(`%d - %d = %s`, v, p*v/100, result(v-p*v/100)) + " euros.",
		}
	}},
	{"percent", false, func(g *generator) []string {
		p, v := g.n(1, 9), 100*g.n(1, 20)
		return []string{
			fmt.Sprintf("%d dollars bear %d percent interest for two years.", v, p),
			g.chain(fmt.Sprintf(`%d \cdot 1.0%d^2`, v, p), fmt.Sprintf(`%d \cdot %s`, v, decimal((100+p)*(100+p), 4)), decimal(v*(100+p)*(100+p), 4)),
		}
	}},
	{"units", false, func(g *generator) []string {
		a, b := g.n(2, 30), g.n(2, 30)
		return []string{
			g.pick("The floor is a rectangle.", "A rectangular garden:", "We measure a wall."),
			"Its area is " + g.f(`%d \text{ m} \cdot %d \text{ m} = %s \text{ m}^2`, a, b, result(a*b)) + ".",
			"Its perimeter is " + g.f(`2 \cdot (%d \text{ m} + %d \text{ m}) = %s \text{ m}`, a, b, result(2*(a+b))) + ".",
		}
	}},
	{"units", false, func(g *generator) []string {
		km, h := g.n(2, 40), g.n(2, 9)
		return []string{
			fmt.Sprintf("A cyclist rides for %d hours.", h),
			"The distance is " + g.f(`%d \cdot %d \text{ km} = %s \text{ km}`, h, km, result(h*km)) + ",",
			"that is " + g.f(`%d \text{ km} = %s \text{ m}`, h*km, result(1000*h*km)) + ".",
			"The time is " + g.f(`%d \text{ h} = %s \text{ min}`, h, result(60*h)) + ".",
		}
	}},
	{"money", false, func(g *generator) []string {
		a, b, n := 25*g.n(2, 30), 25*g.n(2, 30), g.n(2, 8)
		return []string{
			fmt.Sprintf("Together they cost $\\$%s + \\$%s = \\$%s$.", decimal(a, 2), decimal(b, 2), decimal(a+b, 2)),
			fmt.Sprintf("%d of the first cost $%d \\cdot \\$%s = \\$%s$.", n, n, decimal(a, 2), decimal(n*a, 2)),
		}
	}},
	{"geometry", false, func(g *generator) []string {
		k := g.n(1, 9)
		triple := [][3]int{{3, 4, 5}, {5, 12, 13}, {8, 15, 17}, {7, 24, 25}}[g.IntN(4)]
		a, b, c := k*triple[0], k*triple[1], k*triple[2]
		return []string{
			fmt.Sprintf("A right triangle has legs of %d and %d.", a, b),
			"By the theorem of Pythagoras, " + g.f("c^2 = %d^2 + %d^2 = %s + %s = %s", a, b, result(a*a), result(b*b), result(c*c)) + ".",
			"Hence " + g.f(`c = \sqrt{%d} = %s`, c*c, result(c)) + ".",
			"The area is " + g.f(`\frac12 \cdot %d \cdot %d = %s`, a, b, result(a*b/2)) + ".",
		}
	}},
	{"geometry", false, func(g *generator) []string {
		r := g.n(2, 20)
		return []string{
			fmt.Sprintf("Take a circle of radius %d.", r),
			"Its area is " + g.f(`\pi \cdot %d^2 = %s\pi`, r, result(r*r)) + ",",
			"its circumference " + g.f(`2\pi \cdot %d = %s\pi`, r, result(2*r)) + ".",
		}
	}},
	{"geometry", false, func(g *generator) []string {
		a, b := g.n(20, 80), g.n(20, 80)
		return []string{
			"The angles of a triangle add up to a straight angle.",
			"So the third one is " + g.f(`180^\circ - %d^\circ - %d^\circ = %s^\circ`, a, b, result(180-a-b)) + ".",
		}
	}},
	{"geometry", false, func(g *generator) []string {
		x, y, u, v := g.n(-9, 9), g.n(-9, 9), g.n(-9, 9), g.n(-9, 9)
		dx, dy := u-x, v-y
		return []string{
			fmt.Sprintf("From the point (%d, %d) to (%d, %d) the squared distance is", x, y, u, v),
			g.chain(fmt.Sprintf("(%d - (%d))^2 + (%d - (%d))^2", u, x, v, y), fmt.Sprintf("%s + %s", result(dx*dx), result(dy*dy)), result(dx*dx+dy*dy)),
		}
	}},
	{"algebra", false, func(g *generator) []string {
		a, b := g.n(-9, 9), g.n(1, 12)
		return []string{
			g.pick("Multiply out.", "Expanding the brackets gives", "We expand:"),
			g.chain(fmt.Sprintf("(x %s)(x %s)", signed(a), signed(b)), fmt.Sprintf("x^2 %s %s %s", then(b, "x"), then(a, "x"), signed(a*b)),
				fmt.Sprintf("x^2 %s %s", then(a+b, "x"), signed(a*b))),
		}
	}},
	{"algebra", false, func(g *generator) []string {
		a, b := g.n(2, 9), g.n(1, 9)
		letter := g.pick("x", "t", "y", "z")
		return []string{
			"The square of a sum:",
			g.d("(%d%s + %d)^2 = %d%s^2 + %d%s + %d", a, letter, b, a*a, letter, 2*a*b, letter, b*b),
			"and with a minus",
			g.d("(%d%s - %d)^2 = %d%s^2 - %d%s + %d", a, letter, b, a*a, letter, 2*a*b, letter, b*b),
		}
	}},
	{"algebra", false, func(g *generator) []string {
		a := g.n(2, 12)
		return []string{
			"The numerator factors, and one factor cancels:",
			g.chain(fmt.Sprintf(`\frac{x^2 - %d}{x - %d}`, a*a, a), fmt.Sprintf(`\frac{(x - %d)(x + %d)}{x - %d}`, a, a, a), fmt.Sprintf("x + %d", a)),
		}
	}},
	{"algebra", false, func(g *generator) []string {
		a, b, c, x := g.n(1, 6), g.n(-9, 9), g.n(-9, 9), g.n(2, 9)
		return []string{
			"Let " + g.f("f(x) = %s %s %s", times(a, "x^2"), then(b, "x"), signed(c)) + ".",
			"Then " + g.f(`f(%d) = %d \cdot %d^2 + (%d) \cdot %d %s = %s`, x, a, x, b, x, signed(c), result(a*x*x+b*x+c)) + ".",
			"At zero, " + g.f("f(0) = %s", result(c)) + ".",
		}
	}},
	{"equations", false, func(g *generator) []string {
		a, x, b := g.n(2, 12), g.n(-9, 15), g.n(1, 30)
		return []string{
			g.pick("Solve for the unknown.", "We look for x.", "The equation is linear."),
			g.d("%dx + %d = %d", a, b, a*x+b),
			g.pick("Subtract from both sides.", "Bring the number over."),
			g.d("%dx = %d - %d = %s", a, a*x+b, b, result(a*x)),
			g.d(`x = \frac{%d}{%d} = %s`, a*x, a, result(x)),
		}
	}},
	{"equations", false, func(g *generator) []string {
		p, q := g.two(1, 12)
		return []string{
			"We solve the quadratic equation by factoring.",
			g.d("x^2 - %dx + %d = 0", p+q, p*q),
			"As " + g.f(`x^2 - %dx + %d = (x - %d)(x - %d)`, p+q, p*q, p, q) + ", its solutions are the zeros of the factors.",
			"Check: " + g.f(`%d^2 - %d \cdot %d + %d = %s - %s + %d = 0`, p, p+q, p, p*q, result(p*p), result((p+q)*p), p*q) + ".",
		}
	}},
	{"systems", false, func(g *generator) []string {
		x, y := g.n(1, 15), g.n(1, 15)
		return []string{
			"Two numbers have the sum and the difference given by",
			g.d(`a + b = %d, \quad a - b = %d`, x+y, x-y),
			"Adding both, " + g.f("2a = %d + (%d) = %s", x+y, x-y, result(2*x)) + ",",
			"so " + g.f("a = %s", result(x)) + " and " + g.f("b = %d - %d = %s", x+y, x, result(y)) + ".",
		}
	}},
	{"calculus", false, func(g *generator) []string {
		a, b, c := g.n(2, 9), g.n(2, 9), g.n(1, 9)
		return []string{
			g.pick("Differentiate term by term.", "The derivative is found by the power rule."),
			g.d(`\frac{d}{dx} (%dx^3 + %dx^2 - %dx) = %dx^2 + %dx - %d`, a, b, c, 3*a, 2*b, c),
		}
	}},
	{"calculus", false, func(g *generator) []string {
		a, b, x := g.n(2, 9), g.n(2, 9), g.n(1, 6)
		return []string{
			"Let " + g.f("f(x) = %dx^2 + %dx", a, b) + ".",
			"The slope is " + g.f("f'(x) = %dx + %d", 2*a, b) + ".",
			"At the point in question, " + g.f(`f'(%d) = %d \cdot %d + %d = %s`, x, 2*a, x, b, result(2*a*x+b)) + ".",
		}
	}},
	{"calculus", false, func(g *generator) []string {
		a := g.n(1, 6)
		return []string{
			"An antiderivative is known.",
			g.chain(fmt.Sprintf(`\int_0^{%d} 3x^2 \, dx`, a), fmt.Sprintf("%d^3 - 0^3", a), result(a*a*a)),
		}
	}},
	{"linear algebra", false, func(g *generator) []string {
		a, b, c, d, x, y := g.n(-5, 9), g.n(-5, 9), g.n(-5, 9), g.n(-5, 9), g.n(-5, 9), g.n(-5, 9)
		return []string{
			"A matrix times a column:",
			g.chain(fmt.Sprintf(`\begin{bmatrix} %d & %d \\ %d & %d \end{bmatrix} \begin{bmatrix} %d \\ %d \end{bmatrix}`, a, b, c, d, x, y),
				fmt.Sprintf(`\begin{bmatrix} %s \\ %s \end{bmatrix}`, result(a*x+b*y), result(c*x+d*y))),
		}
	}},
	{"linear algebra", false, func(g *generator) []string {
		a, b, c, d := g.n(1, 9), g.n(1, 9), g.n(1, 9), g.n(1, 9)
		return []string{
			"The determinant is",
			g.chain(fmt.Sprintf(`\begin{vmatrix} %d & %d \\ %d & %d \end{vmatrix}`, a, b, c, d), fmt.Sprintf(`%d \cdot %d - %d \cdot %d`, a, d, b, c),
				result(a*d-b*c)),
		}
	}},
	{"linear algebra", false, func(g *generator) []string {
		a, b, c, x, y, z := g.n(-5, 9), g.n(-5, 9), g.n(1, 9), g.n(1, 9), g.n(-5, 9), g.n(-5, 9)
		return []string{
			fmt.Sprintf("The inner product of the rows is %s", g.f(`[%d \quad %d \quad %d] [%d \quad %d \quad %d]^T = %s`, a, b, c, x, y, z, result(a*x+b*y+c*z))) + ".",
			"Their sum is " + g.f(`[%d \quad %d \quad %d] + [%d \quad %d \quad %d] = [%s \quad %s \quad %s]`, a, b, c, x, y, z, result(a+x), result(b+y), result(c+z)) + ".",
		}
	}},
	{"linear algebra", false, func(g *generator) []string {
		a, b, c, d := g.n(1, 5), g.n(0, 5), g.n(0, 5), g.n(1, 5)
		return []string{
			"Let " + g.f(`A = \begin{pmatrix} %d & %d \\ %d & %d \end{pmatrix}`, a, b, c, d) + ".",
			"Squaring it gives " + g.f(`A^2 = \begin{pmatrix} %s & %s \\ %s & %s \end{pmatrix}`, result(a*a+b*c), result(a*b+b*d), result(c*a+d*c), result(c*b+d*d)) + ".",
			"Its trace is " + g.f(`\operatorname{tr} A = %d + %d = %s`, a, d, result(a+d)) + ".",
		}
	}},
	{"sums", false, func(g *generator) []string {
		n := g.n(5, 60)
		return []string{
			"The first numbers add up to",
			g.chain(fmt.Sprintf(`\sum_{k=1}^{%d} k`, n), fmt.Sprintf(`\frac{%d \cdot %d}{2}`, n, n+1), result(n*(n+1)/2)),
		}
	}},
	{"sums", false, func(g *generator) []string {
		b, n := g.n(2, 4), g.n(3, 7)
		return []string{
			"A geometric sum, by its formula:",
			g.chain(fmt.Sprintf(`\sum_{k=0}^{%d} %d^k`, n, b), fmt.Sprintf(`\frac{%d^{%d} - 1}{%d - 1}`, b, n+1, b), result((power(b, n+1)-1)/(b-1))),
		}
	}},
	{"sums", false, func(g *generator) []string {
		n := g.n(4, 30)
		return []string{
			"Each term is a difference, and nearly everything cancels.",
			g.chain(fmt.Sprintf(`\sum_{k=1}^{%d} \frac{1}{k(k+1)}`, n), fmt.Sprintf(`1 - \frac{1}{%s}`, result(n+1)), fmt.Sprintf(`\frac{%s}{%d}`, result(n), n+1)),
		}
	}},
	{"modular", false, func(g *generator) []string {
		m, q := g.n(5, 23), g.n(3, 30)
		r := g.n(1, m-1)
		return []string{
			fmt.Sprintf("We compute modulo %d.", m),
			g.d(`%d \equiv %d \pmod{%d}`, q*m+r, r, m),
			"because " + g.f(`%d = %d \cdot %d + %d`, q*m+r, q, m, r) + ".",
		}
	}},
	{"modular", false, func(g *generator) []string {
		a, m := g.n(2, 9), g.n(5, 29)
		return []string{
			"Squaring again and again:",
			"First " + g.f(`%d^2 = %s \equiv %d \pmod{%d}`, a, result(a*a), a*a%m, m) + ",",
			"then " + g.f(`%d^4 \equiv %d^2 \equiv %d \pmod{%d}`, a, a*a%m, a*a%m*(a*a%m)%m, m) + ".",
		}
	}},
	{"roots", false, func(g *generator) []string {
		k, s := g.n(2, 9), []int{2, 3, 5, 6, 7}[g.IntN(5)]
		return []string{
			"Take the square out of the root.",
			g.chain(fmt.Sprintf(`\sqrt{%d}`, k*k*s), fmt.Sprintf(`\sqrt{%s \cdot %d}`, result(k*k), s), fmt.Sprintf(`%s\sqrt{%d}`, result(k), s)),
		}
	}},
	{"logarithms", false, func(g *generator) []string {
		b, x, y := g.n(2, 5), g.n(2, 5), g.n(2, 5)
		return []string{
			"The logarithm of a product is a sum.",
			g.chain(fmt.Sprintf(`\log_{%d} (%d \cdot %d)`, b, power(b, x), power(b, y)), fmt.Sprintf(`\log_{%d} %d + \log_{%d} %d`, b, power(b, x), b, power(b, y)),
				fmt.Sprintf("%s + %s", result(x), result(y)), result(x+y)),
		}
	}},
	{"trigonometry", false, func(g *generator) []string {
		n := 2 * g.n(2, 20)
		return []string{
			fmt.Sprintf("The hypotenuse is %d, and one angle is a third of a right angle.", n),
			"The opposite side is " + g.f(`%d \sin 30^\circ = %d \cdot \frac12 = %s`, n, n, result(n/2)) + ".",
			"The other leg is " + g.f(`%d \cos 30^\circ = %s\sqrt{3}`, n, result(n/2)) + ".",
		}
	}},
	{"probability", false, func(g *generator) []string {
		n := g.n(6, 12)
		k := g.n(3, n-1)
		return []string{
			fmt.Sprintf("Of %d marbles %d are red. We draw two of them.", n, k),
			"There are " + g.f(`\binom{%d}{2} = %s`, n, result(n*(n-1)/2)) + " pairs and " + g.f(`\binom{%d}{2} = %s`, k, result(k*(k-1)/2)) + " red ones.",
			g.d(`\frac{\binom{%d}{2}}{\binom{%d}{2}} = \frac{%d}{%d} = %s`, k, n, k*(k-1)/2, n*(n-1)/2, frac(k*(k-1), n*(n-1))),
		}
	}},
	{"probability", false, func(g *generator) []string {
		n := g.n(2, 6)
		return []string{
			fmt.Sprintf("A coin is thrown %d times. The complement is easier.", n),
			g.chain(fmt.Sprintf(`1 - \left(\frac12\right)^{%d}`, n), fmt.Sprintf(`1 - \frac{1}{%s}`, result(power(2, n))), fmt.Sprintf(`\frac{%s}{%d}`, result(power(2, n)-1), power(2, n))),
			"The number of orders is " + g.f(`%d! = %s`, n, result([]int{2, 6, 24, 120, 720}[n-2])) + ".",
		}
	}},
	{"statistics", true, func(g *generator) []string {
		a, b, c := g.n(1, 20), g.n(1, 20), g.n(1, 20)
		d := 4*g.n(12, 20) - a - b - c
		mean := (a + b + c + d) / 4
		return []string{
			"The mean of the four values:",
			g.f("(%d + %d + %d + %d)/4 = %s/4 = %s", a, b, c, d, result(a+b+c+d), result(mean)),
			"and twice the mean is " + g.f("2 * %d = %s", mean, result(2*mean)) + ".",
		}
	}},
	{"sequences", false, func(g *generator) []string {
		a, d, n := g.n(1, 20), g.n(2, 9), g.n(8, 30)
		return []string{
			fmt.Sprintf("An arithmetic sequence begins with %d and grows by %d.", a, d),
			"Its term number " + fmt.Sprint(n) + " is " + g.f(`%d + (%d - 1) \cdot %d = %d + %s = %s`, a, n, d, a, result((n-1)*d), result(a+(n-1)*d)) + ".",
		}
	}},
	{"sequences", false, func(g *generator) []string {
		a, q := g.n(1, 5), g.n(2, 3)
		return []string{
			"Let " + g.f("a_1 = %d", a) + " and " + g.f("a_{n+1} = %d a_n + 1", q) + ".",
			"Then " + g.f(`a_2 = %d \cdot %d + 1 = %s`, q, a, result(q*a+1)) + ",",
			"and " + g.f(`a_3 = %d \cdot %d + 1 = %s`, q, q*a+1, result(q*(q*a+1)+1)) + ".",
		}
	}},
	{"complex numbers", false, func(g *generator) []string {
		a, b, c, d := g.n(1, 9), g.n(1, 9), g.n(1, 9), g.n(1, 9)
		return []string{
			"With the imaginary unit,",
			g.d("(%d + %di)(%d + %di) = %d + %di", a, b, c, d, a*c-b*d, a*d+b*c),
		}
	}},
	{"inequalities", false, func(g *generator) []string {
		n := g.n(5, 12)
		return []string{
			"Compare the powers: " + g.f(`%d^2 = %s < %s = 2^{%d}`, n, result(n*n), result(power(2, n)), n) + ".",
			"Also " + g.f(`\frac{%d}{%d} < \frac{%d}{%d}`, n-1, n, n, n+1) + ".",
		}
	}},
	{"induction", false, func(g *generator) []string {
		a := g.n(1, 5)
		return []string{
			"**Claim.** For all " + g.f(`n \ge 1`) + ", " + g.f(`\sum_{k=1}^{n} %d k = \frac{%d n(n+1)}{2}`, 2*a, 2*a) + ".",
			"*Base.* For " + g.f("n = 1") + " the left side is " + g.f(`%d`, 2*a) + " and the right side is " + g.f(`\frac{%d \cdot 1 \cdot 2}{2} = %s`, 2*a, result(2*a)) + ".",
			"*Step.* Suppose it holds for " + g.f("n") + ". Then",
			g.chain(fmt.Sprintf(`\sum_{k=1}^{n+1} %d k`, 2*a), fmt.Sprintf(`%d n(n+1) + %d(n+1)`, a, 2*a), fmt.Sprintf(`%d(n+1)(n+2)`, a)),
		}
	}},
	{"optimizers", false, func(g *generator) []string {
		w, grad, rate := g.n(10, 40), g.n(2, 9), g.n(1, 5)
		v1 := 9*0 + grad*10
		v2 := 9*v1 + grad*100
		return []string{
			"Momentum with decay 0.9, rate " + decimal(rate, 1) + " and a constant gradient.",
			"The buffer starts at zero: " + g.f(`v_1 = 0.9 \cdot 0 + %d = %s`, grad, result(grad)) + ".",
			"The weight becomes " + g.f(`w_1 = %d - %s \cdot %d = %s`, w, decimal(rate, 1), grad, decimal(10*w-rate*grad, 1)) + ".",
			"Next, " + g.f(`v_2 = 0.9 \cdot %d + %d = %s`, grad, grad, decimal(v2, 2)) + ".",
		}
	}},
	{"optimizers", false, func(g *generator) []string {
		x, t := g.n(2, 9), g.n(10, 40)
		y := 3*x + 1
		return []string{
			"For the model " + g.f("y = 3x + 1") + " and the squared loss we take one example.",
			"The prediction is " + g.f(`3 \cdot %d + 1 = %s`, x, result(y)) + ",",
			"the error " + g.f("%d - %d = %s", y, t, result(y-t)) + ",",
			"the gradient of the slope " + g.f(`2 \cdot (%d) \cdot %d = %s`, y-t, x, result(2*(y-t)*x)) + ".",
		}
	}},
}
