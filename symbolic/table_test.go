package symbolic

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

var sequences = map[string][]Sequence{
	"ema":        {sequence("s", 0, "rho*s(n-1)+(1-rho)*g", "0")},
	"ema2":       {sequence("s", 0, "rho*s(n-1)+(1-rho)*g^2", "0")},
	"ema from c": {sequence("s", 0, "rho*s(n-1)+(1-rho)*g", "c")},
	"fibonacci":  {sequence("F", 0, "F(n-1)+F(n-2)", "0", "1")},
	"lucas":      {sequence("F", 0, "F(n-1)+F(n-2)", "0", "1"), sequence("L", 0, "L(n-1)+L(n-2)", "2", "1")},
	"hanoi":      {sequence("T", 0, "2*T(n-1)+1", "0")},
	"momentum":   {sequence("v", 0, "beta*v(n-1)-alpha*g", "0"), sequence("w", 0, "w(n-1)+v(n)", "a")},
	"order 2":    {sequence("u", 0, "5*u(n-1)-6*u(n-2)", "0", "1")},
	"order 3":    {sequence("u", 0, "6*u(n-1)-11*u(n-2)+6*u(n-3)", "3", "6", "14")},
	"order 4":    {sequence("u", 0, "4*u(n-1)-6*u(n-2)+4*u(n-3)-u(n-4)", "0", "1", "8", "27")},
	"repeated":   {sequence("u", 0, "4*u(n-1)-4*u(n-2)", "1", "4")},
	"harmonic":   {sequence("u", 1, "u(n-1)/(1+u(n-1))", "1")},
	"square":     {sequence("u", 0, "u(n-1)^2", "c")},
	"factorial":  {sequence("u", 0, "n*u(n-1)", "1")},
	"swap":       {sequence("x", 0, "y(n-1)", "1"), sequence("y", 0, "x(n-1)", "2")},
	"decay":      {sequence("u", 0, "(1-eta*lambda)*u(n-1)", "c")},
	"corrected":  {sequence("s", 0, "rho*s(n-1)+(1-rho)*g", "0"), sequence("h", 1, "s(n)/(1-rho^n)")},
	"logistic":   {sequence("u", 1, "u(n-1)+1/(n*(n+1))", "1/2")},
	"history":    {sequence("h", 0, "1+sum(k=0..n-1, h(k))", "1")},
	"catalan":    {sequence("c", 0, "(4*n-2)/(n+1)*c(n-1)", "1")},
	"moebius":    {sequence("u", 0, "(2*u(n-1)+1)/(u(n-1)+2)", "0")},
	"squares":    {sequence("u", 0, "u(n-1)^2", "2")},
	"late zero":  {sequence("u", 1, "(n-5)*u(n-1)", "1")},
	"varying":    {sequence("s", 0, "rho*s(n-1)+(1-rho)*g(n)", "c"), {Name: "g", First: 1}},
	"nesterov":   {sequence("v", 0, "beta*v(n-1)+g", "0"), sequence("w", 0, "w(n-1)-alpha*(beta*v(n)+g)", "a")},
	"adam":       {sequence("m", 0, "b*m(n-1)+(1-b)*g", "0"), sequence("v", 0, "c*v(n-1)+(1-c)*g^2", "0")},
	"descent":    {sequence("x", 0, "x(n-1)-eta*(a*x(n-1)-b)", "x0")},
	"pell":       {sequence("P", 0, "2*P(n-1)+P(n-2)", "0", "1")},
}

// table holds true claims, each with a false twin and the smallest n at which that fails.
var table = []struct {
	given      string
	from       int64
	claim      string
	twin       string
	twinFailAt int64
}{
	// the bias correction
	{"ema", 1, "s(n) = (1-rho^n)*g", "s(n) = (1-rho^(n+1))*g", 1},
	{"ema", 1, "s(n)/(1-rho^n) = g", "s(n)/(1-rho) = g", 2},
	{"ema2", 1, "s(n)/(1-rho^n) = g^2", "s(n)/(1-rho^n) = g", 1},
	{"ema", 0, "s(n) = (1-rho)*sum(i=1..n, rho^(n-i)*g)", "s(n) = (1-rho)*sum(i=1..n, rho^(n-i+1)*g)", 1},
	{"ema from c", 0, "s(n) = rho^n*c + (1-rho^n)*g", "s(n) = rho^n*c + (1-rho^n)*g*rho^0 + (1-n)*n", 2},
	{"corrected", 1, "h(n) = g", "h(n) = g*n", 2},
	{"ema", 1, "g - s(n) = rho*(g - s(n-1))", "g - s(n) = rho*(g + s(n-1))", 2},
	// momentum
	{"momentum", 0, "v(n) = -alpha*g*(1-beta^n)/(1-beta)", "v(n) = -alpha*g*(1-beta^(n+1))/(1-beta)", 0},
	{"momentum", 0, "w(n) = a - alpha*g/(1-beta)*(n - beta*(1-beta^n)/(1-beta))", "w(n) = a - alpha*g/(1-beta)*(n - (1-beta^n)/(1-beta))", 1},
	{"momentum", 1, "w(n) - w(n-1) = beta*(w(n-1)-(w(n-1)-v(n-1))) - alpha*g", "w(n) - w(n-1) = beta*v(n-1) + alpha*g", 1},
	{"decay", 0, "u(n) = (1-eta*lambda)^n*c", "u(n) = (1-eta*lambda*n)*c", 2},
	// sums of powers
	{"", 1, "sum(k=1..n, k) = n*(n+1)/2", "sum(k=1..n, k) = n*(n+1)/2 + (n-1)*(n-2)*(n-3)", 4},
	{"", 0, "sum(k=1..n, k^2) = n*(n+1)*(2*n+1)/6", "sum(k=1..n, k^2) = n*(n+1)*(2*n-1)/6", 1},
	{"", 1, "sum(k=1..n, k^3) = (n*(n+1)/2)^2", "sum(k=1..n, k^3) = (n*(n+1)/2)^2 + n-1", 2},
	{"", 1, "sum(k=1..n, k^4) = n*(n+1)*(2*n+1)*(3*n^2+3*n-1)/30", "sum(k=1..n, k^4) = n*(n+1)*(2*n+1)*(3*n^2+3*n+1)/30", 1},
	{"", 1, "sum(k=1..n, k^5) = n^2*(n+1)^2*(2*n^2+2*n-1)/12", "sum(k=1..n, k^5) = n^2*(n+1)^2*(2*n^2+2*n+1)/12", 1},
	{"", 1, "sum(k=1..n, k^6) = n*(n+1)*(2*n+1)*(3*n^4+6*n^3-3*n+1)/42", "sum(k=1..n, k^6) = n*(n+1)*(2*n+1)*(3*n^4+6*n^3+3*n+1)/42", 1},
	{"", 1, "sum(k=1..n, k^7) = n^2*(n+1)^2*(3*n^4+6*n^3-n^2-4*n+2)/24", "sum(k=1..n, k^7) = n^2*(n+1)^2*(3*n^4+6*n^3-n^2-4*n+3)/24", 1},
	{"", 1, "sum(k=1..n, k^8) = n*(n+1)*(2*n+1)*(5*n^6+15*n^5+5*n^4-15*n^3-n^2+9*n-3)/90", "sum(k=1..n, k^8) = n*(n+1)*(2*n+1)*(5*n^6+15*n^5+5*n^4-15*n^3-n^2+9*n+3)/90", 1},
	{"", 1, "sum(k=1..n, k^9) = n^2*(n+1)^2*(n^2+n-1)*(2*n^4+4*n^3-n^2-3*n+3)/20", "sum(k=1..n, k^9) = n^2*(n+1)^2*(n^2+n-1)*(2*n^4+4*n^3-n^2-3*n+4)/20", 1},
	{"", 1, "sum(k=1..n, k^10) = n*(n+1)*(2*n+1)*(n^2+n-1)*(3*n^6+9*n^5+2*n^4-11*n^3+3*n^2+10*n-5)/66", "sum(k=1..n, k^10) = n*(n+1)*(2*n+1)*(n^2+n-1)*(3*n^6+9*n^5+2*n^4-11*n^3+3*n^2+10*n-4)/66", 1},
	{"", 1, "sum(k=1..n, k)^2 = sum(k=1..n, k^3)", "sum(k=1..n, k)^2 = sum(k=1..n, k^2)", 2},
	{"", 1, "sum(k=1..n, 2*k-1) = n^2", "sum(k=1..n, 2*k-1) = n^2 + prod(k=1..20, n-k)", 21},
	{"", 1, "sum(k=1..n, (2*k-1)^3) = n^2*(2*n^2-1)", "sum(k=1..n, (2*k-1)^3) = n^2*(2*n^2+1)", 1},
	{"", 1, "sum(k=1..n, (-1)^k*k^2) = (-1)^n*n*(n+1)/2", "sum(k=1..n, (-1)^k*k^2) = n*(n+1)/2", 1},
	{"", 1, "sum(k=n..2*n, k) = 3*n*(n+1)/2", "sum(k=n..2*n, k) = 3*n*n/2 + n", 1},
	{"", 1, "sum(k=1..n, sum(j=1..k, j)) = n*(n+1)*(n+2)/6", "sum(k=1..n, sum(j=1..k, j)) = n*(n+1)*(n+3)/6", 1},
	{"", 1, "sum(k=1..2*n, (-1)^k*k) = n", "sum(k=1..2*n, (-1)^k*k) = -n", 1},
	{"", 1, "sum(k=1..n, k*(n-k)) = (n-1)*n*(n+1)/6", "sum(k=1..n, k*(n-k)) = n*(n+1)*(n+2)/6", 1},
	// geometric sums
	{"", 1, "sum(k=0..n-1, q^k) = (1-q^n)/(1-q)", "sum(k=0..n-1, q^k) = (1-q^(n+1))/(1-q)", 1},
	{"", 0, "sum(k=0..n, 2^k) = 2^(n+1)-1", "sum(k=0..n, 2^k) = 2^n", 1},
	{"", 0, "sum(k=0..n, a*r^k) = a*(r^(n+1)-1)/(r-1)", "sum(k=0..n, a*r^k) = a*(r^n-1)/(r-1)", 0},
	{"", 0, "sum(k=0..n, k*r^k) = (r - (n+1)*r^(n+1) + n*r^(n+2))/(1-r)^2", "sum(k=0..n, k*r^k) = (r - (n+1)*r^(n+1) + n*r^(n+2))/(1-r)", 1},
	{"", 1, "sum(k=1..n, k*2^k) = (n-1)*2^(n+1)+2", "sum(k=1..n, k*2^k) = (n-1)*2^(n+1)+n+1", 2},
	{"", 1, "sum(k=1..n, k/2^k) = 2-(n+2)/2^n", "sum(k=1..n, k/2^k) = 2-(n+2)/2^(n+1)", 1},
	{"", 1, "sum(k=1..n, 4^k) = ((2^n)^2*4-4)/3", "sum(k=1..n, 4^k) = (2^n*4-4)/3", 1},
	{"", 0, "6^n = 2^n*3^n", "6^n = 2^n+3^n", 0},
	{"", 0, "(1+(-1)^n)*(1-(-1)^n) = 0", "(1+(-1)^n)*(1-(-1)^n) = n*0+(-1)^n-1", 1},
	{"", 1, "sum(k=0..n-1, x^k*y^(n-1-k)) = (x^n-y^n)/(x-y)", "sum(k=0..n-1, x^k*y^(n-1-k)) = (x^n+y^n)/(x+y)", 2},
	{"", 0, "(1-rho^2)^n = (1-rho)^n*(1+rho)^n", "(1-rho^2)^n = (1-rho)^n*(1-rho)^n", 1},
	{"", 1, "sum(k=1..n, 1/(k*(k+1))) = n/(n+1)", "sum(k=1..n, 1/(k*(k+1))) = 1/(n+1)", 2},
	{"", 1, "sum(k=1..n, 1/((2*k-1)*(2*k+1))) = n/(2*n+1)", "sum(k=1..n, 1/((2*k-1)*(2*k+1))) = n/(2*n-1)", 1},
	{"", 1, "sum(k=1..n, 1/(k*(k+1)*(k+2))) = n*(n+3)/(4*(n+1)*(n+2))", "sum(k=1..n, 1/(k*(k+1)*(k+2))) = n*(n+3)/(4*(n+1)*(n+3))", 1},
	{"", 1, "sum(k=1..n, k*k!) = (n+1)!-1", "sum(k=1..n, k*k!) = (n+1)!-n", 2},
	{"", 1, "sum(k=1..n, k/(k+1)!) = 1-1/(n+1)!", "sum(k=1..n, k/(k+1)!) = 1-1/n!", 1},
	{"", 1, "prod(k=1..n, 2*k-1) = (2*n)!/(2^n*n!)", "prod(k=1..n, 2*k-1) = (2*n)!/n!", 1},
	{"", 1, "prod(k=1..n, n+k) = (2*n)!/n!", "prod(k=1..n, n+k) = (2*n)!/n", 3},
	{"", 2, "prod(k=2..n, 1-1/k^2) = (n+1)/(2*n)", "prod(k=2..n, 1-1/k^2) = (n+1)/(2*n+1)", 2},
	{"", 1, "(2*n-1)!!*(2*n)!! = (2*n)!", "(2*n-1)!!*(2*n)!! = (2*n+1)!", 1},
	{"", 1, "sum(k=1..n, H(k)) = (n+1)*H(n)-n", "sum(k=1..n, H(k)) = (n+1)*H(n)-n+1", 1},
	{"", 1, "sum(k=1..2*n, (-1)^(k+1)/k) = sum(k=1..n, 1/(n+k))", "sum(k=1..2*n, (-1)^(k+1)/k) = sum(k=1..n, 1/(n+k+1))", 1},
	{"", 1, "H(2*n)-H(n) = sum(k=n+1..2*n, 1/k)", "H(2*n)-H(n) = sum(k=n..2*n, 1/k)", 1},
	// binomial sums
	{"", 0, "sum(k=0..n, binom(n,k)) = 2^n", "sum(k=0..n, binom(n,k)) = n+1", 2},
	{"", 0, "sum(k=0..n, binom(n,k)*x^k*y^(n-k)) = (x+y)^n", "sum(k=0..n, binom(n,k)*x^k*y^(n-k)) = x^n+y^n", 0},
	{"", 1, "sum(k=0..n, (-1)^k*binom(n,k)) = 0", "sum(k=0..n, (-1)^k*binom(n,k)) = n-1", 2},
	{"", 0, "sum(k=0..n, k*binom(n,k)) = n*2^(n-1)", "sum(k=0..n, k*binom(n,k)) = n*2^n", 1},
	{"", 0, "sum(k=0..n, k^2*binom(n,k)) = n*(n+1)*2^(n-2)", "sum(k=0..n, k^2*binom(n,k)) = n^2*2^(n-2)", 1},
	{"", 1, "sum(k=1..n, k*binom(n,k)*2^k) = 2*n*3^(n-1)", "sum(k=1..n, k*binom(n,k)*2^k) = 2*n*3^n", 1},
	{"", 0, "sum(k=0..n, binom(k+2,2)) = binom(n+3,3)", "sum(k=0..n, binom(k+2,2)) = binom(n+3,2)", 0},
	{"", 0, "sum(k=0..n, binom(n,k)^2) = binom(2*n,n)", "sum(k=0..n, binom(n,k)^2) = 2^n*binom(n,1)", 0},
	{"", 0, "sum(k=0..n, binom(n,k)/(k+1)) = (2^(n+1)-1)/(n+1)", "sum(k=0..n, binom(n,k)/(k+1)) = 2^n/(n+1)", 1},
	{"", 1, "sum(k=0..n, binom(n,2*k)) = 2^(n-1)", "sum(k=0..n, binom(n,2*k)) = 2^n", 1},
	{"", 0, "sum(k=0..n, k*binom(n,k)^2) = n*binom(2*n,n)/2", "sum(k=0..n, k*binom(n,k)^2) = n*binom(2*n,n)", 1},
	{"", 0, "sum(k=0..n, binom(n+k,k)*(1/2)^k) = 2^n", "sum(k=0..n, binom(n+k,k)*(1/2)^k) = 2^n+n*(n-1)", 2},
	{"", 0, "sum(k=0..n, binom(n+k,k)) = binom(2*n+1,n)", "sum(k=0..n, binom(n+k,k)) = binom(2*n,n)", 1},
	{"", 0, "sum(k=0..n, (-1)^k*binom(n,k)/(k+1)) = 1/(n+1)", "sum(k=0..n, (-1)^k*binom(n,k)/(k+1)) = 1/(2*n+1)", 1},
	{"", 0, "sum(k=0..n, (-1)^k*binom(2*n,k)^2) = sum(k=0..n, (-1)^k*binom(2*n,k)^2)", "sum(k=0..2*n, (-1)^k*binom(2*n,k)^2) = binom(2*n,n)", 1},
	{"", 0, "binom(n,2)+binom(n+1,2) = n^2", "binom(n,2)+binom(n+1,2) = n^2+n", 1},
	{"", 1, "binom(2*n,n) = 2*(2*n-1)/n*binom(2*n-2,n-1)", "binom(2*n,n) = 4*binom(2*n-2,n-1)", 1},
	// recurrences
	{"fibonacci", 1, "F(n+1)*F(n-1)-F(n)^2 = (-1)^n", "F(n+1)*F(n-1)-F(n)^2 = 1", 1},
	{"fibonacci", 0, "sum(k=1..n, F(k)) = F(n+2)-1", "sum(k=1..n, F(k)) = F(n+2)", 0},
	{"fibonacci", 1, "sum(k=1..n, F(k)^2) = F(n)*F(n+1)", "sum(k=1..n, F(k)^2) = F(n)*F(n+2)", 1},
	{"fibonacci", 0, "F(2*n) = F(n)*(2*F(n+1)-F(n))", "F(2*n) = F(n)*(2*F(n+1)+F(n))", 1},
	{"fibonacci", 0, "F(2*n+1) = F(n)^2+F(n+1)^2", "F(2*n+1) = F(n)^2+F(n+1)^2+n", 1},
	{"fibonacci", 1, "sum(k=1..n, F(2*k-1)) = F(2*n)", "sum(k=1..n, F(2*k-1)) = F(2*n+1)", 1},
	{"lucas", 1, "L(n) = F(n-1)+F(n+1)", "L(n) = F(n)+F(n+1)", 1},
	{"lucas", 0, "L(n)^2-5*F(n)^2 = 4*(-1)^n", "L(n)^2-5*F(n)^2 = 4", 1},
	{"pell", 1, "P(n+1)*P(n-1)-P(n)^2 = (-1)^n", "P(n+1)*P(n-1)-P(n)^2 = -(-1)^n", 1},
	{"hanoi", 0, "T(n) = 2^n-1", "T(n) = n^2", 2},
	{"order 2", 0, "u(n) = 3^n-2^n", "u(n) = 3^n-2^n+n*(n-1)", 2},
	{"order 3", 0, "u(n) = 1+2^n+3^n", "u(n) = 1+2^n+3^n-n", 1},
	{"order 4", 0, "u(n) = n^3", "u(n) = n^3+n*(n-1)*(n-2)*(n-3)", 4},
	{"repeated", 0, "u(n) = (n+1)*2^n", "u(n) = (n^2+1)*2^n", 2},
	{"harmonic", 1, "u(n) = 1/n", "u(n) = 1/n^2", 2},
	{"factorial", 0, "u(n) = n!", "u(n) = 2^n", 1},
	{"swap", 0, "x(n)+y(n) = 3", "x(n) = 1", 1},
	{"swap", 0, "x(n) = (3-(-1)^n)/2", "x(n) = (3+(-1)^n)/2", 0},
	{"logistic", 1, "u(n) = n/(n+1)", "u(n) = n^2/(n+1)", 2},
	{"history", 0, "h(n) = 2^n", "h(n) = n+1", 2},
	{"catalan", 0, "c(n) = binom(2*n,n)/(n+1)", "c(n) = binom(2*n,n)/(n+1)+binom(n,9)", 9},
	{"moebius", 0, "u(n) = (3^n-1)/(3^n+1)", "u(n) = (3^n-1)/(3^n+2)", 1},
	{"squares", 0, "u(n) = 2^(2^n)", "u(n) = 2^(2*n)", 0},
	{"late zero", 5, "u(n) = 0", "u(n+1)+binom(n,6) = 0", 6},
	{"varying", 0, "s(n) = rho^n*c+(1-rho)*sum(i=1..n, rho^(n-i)*g(i))", "s(n) = rho^n*c+(1-rho)*sum(i=1..n, rho^i*g(i))", 1},
	{"varying", 1, "s(n)-rho*s(n-1) = (1-rho)*g(n)", "s(n)-rho*s(n-1) = (1-rho)*g(n-0)+n-1", 2},
	{"nesterov", 0, "v(n) = g*(1-beta^n)/(1-beta)", "v(n) = g*(1-beta^n)", 1},
	{"nesterov", 0, "w(n) = a-alpha*g*(n/(1-beta)-beta^2*(1-beta^n)/(1-beta)^2)", "w(n) = a-alpha*g*(n/(1-beta)-beta*(1-beta^n)/(1-beta)^2)", 1},
	{"adam", 1, "(m(n)/(1-b^n))^2 = v(n)/(1-c^n)", "m(n)^2 = v(n)", 1},
	{"adam", 1, "(m(n)/(1-b^n))^2/(v(n)/(1-c^n)) = 1", "m(n)/v(n) = 1/g", 1},
	{"descent", 0, "x(n) = b/a+(1-eta*a)^n*(x0-b/a)", "x(n) = b/a+(1-eta*a)^n*x0", 0},
	{"", 1, "sum(k=1..n, 2^k/((2^k+1)*(2^(k+1)+1))) = 1/3-1/(2^(n+1)+1)", "sum(k=1..n, 2^k/((2^k+1)*(2^(k+1)+1))) = 1/3-1/(2^n+1)", 1},
	{"", 0, "prod(k=0..n, 1+x^(2^k)) = (1-x^(2^(n+1)))/(1-x)", "prod(k=0..n, 1+x^(2^k)) = (1-x^(2*n+2))/(1-x)", 2},
	{"", 1, "prod(k=1..n, a^k) = a^(n*(n+1)/2)", "prod(k=1..n, a^k) = a^(n^2)", 2},
	{"", 1, "sum(i=1..n, sum(j=1..n, i*j)) = (n*(n+1)/2)^2", "sum(i=1..n, sum(j=1..n, i*j)) = n^2*(n+1)/2", 2},
	{"", 1, "sum(i=1..n, sum(j=i..n, 1)) = n*(n+1)/2", "sum(i=1..n, sum(j=i..n, 1)) = n^2", 2},
	{"", 1, "sum(i=1..n, sum(j=1..i, x^j)) = n*x/(1-x)-x^2*(1-x^n)/(1-x)^2", "sum(i=1..n, sum(j=1..i, x^j)) = n*x/(1-x)-x^2*(1-x^(n+1))/(1-x)^2", 1},
	{"", 1, "sum(k=1..n, (k^2+1)*k!) = n*(n+1)!", "sum(k=1..n, (k^2+1)*k!) = (n+1)!", 2},
	{"", 1, "sum(k=1..n, H(k)^2) = (n+1)*H(n)^2-(2*n+1)*H(n)+2*n", "sum(k=1..n, H(k)^2) = (n+1)*H(n)^2-(2*n+1)*H(n)+2", 2},
	{"", 1, "sum(k=1..n, a+(k-1)*d) = n*(2*a+(n-1)*d)/2", "sum(k=1..n, a+(k-1)*d) = n*(a+(n-1)*d)/2", 1},
	{"fibonacci", 1, "sum(k=1..n, k*F(k)) = n*F(n+2)-F(n+3)+2", "sum(k=1..n, k*F(k)) = n*F(n+2)-F(n+3)+1", 1},
	// inequalities
	{"", 1, "sum(k=1..n, 1/(n+k)) >= 1/2", "sum(k=1..n, 1/(n+k)) > 1/2", 1},
	{"", 1, "binom(2*n,n) < 4^n", "binom(2*n,n) < 3^n", 5},
	{"", 1, "binom(2*n,n) >= 4^n/(2*n)", "binom(2*n,n) > 4^n/(2*n)", 1},
	{"fibonacci", 1, "F(n) <= (7/4)^(n-1)", "F(n) <= (3/2)^(n-1)", 6},
	{"", 10, "2^n > n^3", "2^n > n^4", 10},
	{"", 1, "2^n > n", "2^n > n+1", 1},
	{"", 4, "n! > 2^n", "n! > 3^n", 4},
	{"", 5, "2^n > n^2", "2^n > n^2+7", 5},
	{"", 1, "sum(k=1..n, 1/k^2) <= 2-1/n", "sum(k=1..n, 1/k^2) < 2-1/n", 1},
	{"", 2, "sum(k=1..n, 1/k^2) < 2-1/n", "sum(k=1..n, 1/k^2) < 3/2", 7},
	{"fibonacci", 1, "F(n) < 2^n", "F(n) < n+1", 6},
	{"", 1, "3^n >= 2*n+1", "3^n > 2*n+1", 1},
	{"", 2, "H(n) > 1", "H(n) > 3/2", 2},
	{"", 1, "n^2+1 != 0", "n^2-7*n+12 != 0", 3},
	// divisibility
	{"", 0, "5 divides 6^n-1", "5 divides 7^n-1", 1},
	{"", 0, "6 divides n^3-n", "6 divides n^3+n", 1},
	{"", 0, "3 divides 4^n-1", "9 divides 4^n-1", 1},
	{"", 0, "24 divides n*(n+1)*(n+2)*(n+3)", "48 divides n*(n+1)*(n+2)*(n+3)", 1},
	{"", 0, "7 divides 2^(n+2)+3^(2*n+1)", "7 divides 2^(n+2)+3^(2*n)", 0},
	{"", 0, "133 divides 11^(n+2)+12^(2*n+1)", "133 divides 11^(n+1)+12^(2*n+1)", 0},
	{"", 0, "64 divides 9^n-8*n-1", "128 divides 9^n-8*n-1", 2},
	{"fibonacci", 0, "2 divides F(3*n)", "2 divides F(2*n)", 1},
	{"fibonacci", 0, "5 divides F(5*n)", "25 divides F(5*n)", 1},
	{"", 0, "30 divides n^5-n", "60 divides n^5-n", 2},
	{"", 1, "x-y divides x^n-y^n", "x+y divides x^n-y^n", 1},
	{"", 0, "17 divides 3*5^(2*n+1)+2^(3*n+1)", "17 divides 3*5^(2*n+1)+2^(3*n+2)", 0},
	{"", 1, "n divides n^2", "n divides n+2", 3},
	{"fibonacci", 0, "3 divides F(4*n)", "3 divides F(2*n)", 1},
	{"", 0, "120 divides n^5-5*n^3+4*n", "240 divides n^5-5*n^3+4*n", 3},
	{"", 1, "2 divides n*(n+1)", "4 divides n*(n+1)", 1},
}

func proveText(given string, from int64, text string) Proof {
	return Prove(claimOf(text, from), sequences[given], NewBudget(20_000_000, 200_000))
}

func TestTable(t *testing.T) {
	var slowest time.Duration
	slow := ""
	var times []time.Duration
	for _, test := range table {
		t.Run(test.claim, func(t *testing.T) {
			start := time.Now()
			proof := proveText(test.given, test.from, test.claim)
			took := time.Since(start)
			times = append(times, took)
			if took > slowest {
				slowest, slow = took, test.claim
			}
			assert.Equal(t, Proved, proof.Verdict, "%s %s", proof.Reason, proof.Says)
			for _, o := range proof.Obligations {
				assert.Equal(t, Proved, o.Verdict)
			}
			proof = proveText(test.given, test.from, test.twin)
			if assert.Equal(t, Refuted, proof.Verdict, "%s: %s %s", test.twin, proof.Reason, proof.Says) {
				assert.Equal(t, test.twinFailAt, *proof.FailsAt, test.twin)
				assert.NotNil(t, proof.Witness)
			}
		})
	}
	t.Logf("%d claims, slowest %v: %s", len(table), slowest, slow)
}
