package proofs_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hence-math/hence/proofs"
)

// sheetClaims are sheets in many wordings with what becomes of their claims: "proved", or
// the smallest index at which the claim fails.
var sheetClaims = []struct{ name, text, want string }{
	{"tags multi", `## Given
$F_0 = 0$, $F_1 = 1$ and $F_{n} = F_{n-1} + F_{n-2}$ for $n \ge 2$.

## Show
For all $n \ge 1$:
$$\sum_{k=1}^n F_k = F_{n+2} - 1 \tag{1}$$
$$F_{n+1}F_{n-1} - F_n^2 = (-1)^n \tag{2}$$
and for $n \ge 5$
$$F_n \ge n. \tag{3}$$
`, "proved, proved, proved"},
	{"tags list", `**Show** that for every $n \ge 1$

1. $\sum_{k=1}^n k = \frac{n(n+1)}{2}$,
2. $\sum_{k=1}^n k^2 = \frac{n(n+1)(2n+1)}{6}$,
3. $\sum_{k=1}^n k^3 = \frac{n^2(n+1)^2}{4} + n - 1$.
`, "proved, proved, 2"},
	{"each own range", `## Show
1. $2^n > n^2$ for $n \ge 5$.
2. $n! > 2^n$ for $n \ge 4$.
3. $2^n \ge n + 1$ for $n \ge 0$.
4. $n! > 3^n$ for $n \ge 6$.
`, "proved, proved, proved, 6"},
	{"two in sentence", `**Show** that $2^n > n$ for all $n \ge 0$ and $2^n > n^2$ for all $n \ge 5$.
`, "proved, proved"},
	{"align many", `## Show
For all $n \ge 1$,
\begin{align}
\sum_{k=1}^n (2k-1) &= n^2 \tag{a} \\
\sum_{k=1}^n 2k &= n^2 + n \tag{b} \\
\sum_{k=1}^n (4k-3) &= n(2n+1) \tag{c}
\end{align}
`, "proved, proved, 1"},
	{"align chain", `## Show
for all $n \ge 1$
\begin{align*}
\sum_{k=1}^n (2k-1) &= n(n+1) - n \\ &= n^2
\end{align*}
`, "proved"},
	{"adam hats", `## Given
$m_0 = 0$, $v_0 = 0$, and for $t \ge 1$
$$m_t = \beta_1 m_{t-1} + (1-\beta_1) g, \qquad v_t = \beta_2 v_{t-1} + (1-\beta_2) g^2,$$
$$\hat{m}_t = \frac{m_t}{1-\beta_1^t}, \qquad \hat{v}_t = \frac{v_t}{1-\beta_2^t}.$$

## Show
For all $t \ge 1$, $\hat{m}_t = g$ and $\hat{v}_t = g^2$ and $\hat{m}_t^2 = \hat{v}_t$.
`, "proved, proved, proved"},
	{"g_t = g", `## Given
$m_0 = 0$ and $m_t = \beta m_{t-1} + (1-\beta) g_t$ for $t \ge 1$, where $g_t = g$ for all $t$.

## Show
$m_t = (1-\beta^t) g$ for $t \ge 1$.
`, "proved"},
	{"g_t = g twin", `## Given
$m_0 = 0$ and $m_t = \beta m_{t-1} + (1-\beta) g_t$ for $t \ge 1$, where $g_t = g$ for all $t$.

## Show
$m_t = (1-\beta^{t-1}) g$ for $t \ge 1$.
`, "1"},
	{"momentum unrolled", `## Given
$v_0 = 0$, $v_{t} = \mu v_{t-1} - \eta g_t$ for $t \geq 1$.

## Show
$$v_t = -\eta \sum_{i=1}^{t} \mu^{t-i} g_i \quad \text{for all } t \ge 1.$$
`, "proved"},
	{"momentum unrolled sup", `## Given
$v^{(0)} = 0$, $v^{(t+1)} = \beta v^{(t)} - \alpha g^{(t)}$ for $t \geq 0$.

## Show
$$v^{(t)} = -\alpha \sum_{i=0}^{t-1} \beta^{t-1-i} g^{(i)} \quad \text{for all } t \ge 1.$$
`, "proved"},
	{"momentum unrolled sup twin", `## Given
$v^{(0)} = 0$, $v^{(t+1)} = \beta v^{(t)} - \alpha g^{(t)}$ for $t \geq 0$.

## Show
$$v^{(t)} = -\alpha \sum_{i=0}^{t-1} \beta^{t-i} g^{(i)} \quad \text{for all } t \ge 1.$$
`, "1"},
	{"ema start arbitrary", `## Given
$s_n = \rho s_{n-1} + (1-\rho) g_n$ for $n \ge 1$ with $s_0 = c$.

## Show
$$s_n = \rho^n c + (1-\rho) \sum_{k=0}^{n-1} \rho^k g_{n-k}$$
for all $n \ge 1$.
`, "proved"},
	{"weights sum", `**Show** that for all $n \ge 1$, $(1-\beta) \sum_{i=1}^{n} \beta^{n-i} = 1 - \beta^n$.
`, "proved"},
	{"sgd sum", `## Given
$w_0 = a$ and $w_{t+1} = w_t - \eta g_t$ for $t \ge 0$.

## Show
$w_t = a - \eta \sum_{i=0}^{t-1} g_i$ for $t \ge 1$.
`, "proved"},
	{"nesterov", `## Given
$v_0 = 0$, $w_0 = a$, and for $t \ge 1$
$$v_t = \beta v_{t-1} + g, \quad w_t = w_{t-1} - \alpha (\beta v_t + g).$$

## Show
$$v_t = g \frac{1-\beta^t}{1-\beta}$$
$$w_t = a - \alpha g \left(\frac{t}{1-\beta} - \frac{\beta^2 (1-\beta^t)}{(1-\beta)^2}\right)$$
`, "proved, proved"},
	{"adamw decay", `## Given
$\theta_0 = 1$, $\theta_t = (1 - \eta\lambda) \theta_{t-1}$ for $t\ge1$.

## Show
$\theta_t = (1-\eta\lambda)^t$ for all $t \geq 0$.
`, "proved"},
	{"quadratic gd", `## Given
$x_0 = 1$ and $x_{k+1} = x_k - \eta (a x_k - b)$ for all $k \ge 0$.

## Show
$x_k = \frac{b}{a} + (1 - \eta a)^k \left(1 - \frac{b}{a}\right)$ for $k \ge 0$.
`, "proved"},
	{"where def in show", `## Given
$s_0 = 0$ and $s_n = \rho s_{n-1} + (1-\rho) g$ for $n \ge 1$.

## Show
For all $n \ge 1$, $\hat{s}_n = g$, where $\hat{s}_n = \frac{s_n}{1-\rho^n}$.
`, "proved"},
	{"rho in interval", `## Given
$\rho \in (0,1)$, $s_0 = 0$ and $s_n = \rho s_{n-1} + (1-\rho) g$ for $n \ge 1$.

## Show
$\frac{s_n}{1-\rho^n} = g$ for all $n \ge 1$.
`, "proved"},
	{"rho number", `## Given
$\rho = \frac{1}{2}$, $s_0 = 0$ and $s_n = \rho s_{n-1} + (1-\rho) g$ for $n \ge 1$.

## Show
$s_n = \left(1 - \frac{1}{2^n}\right) g$ for all $n \ge 1$.
`, "proved"},
	{"bernoulli silent x", `**Show** that $(1+x)^n \ge 1 + nx$ for all real $x$ and all $n \ge 1$.
`, "3"},
	{"bernoulli x>=-1", `**Show** that $(1+x)^n \ge 1 + nx$ for all real $x \ge -1$ and all integers $n \ge 0$.
`, "proved"},
	{"bernoulli x>0 strict", `**Show** that $(1+x)^n > 1 + nx$ for $x > 0$ and $n \ge 2$.
`, "proved"},
	{"geo closed condition", `**Given** $q \ne 1$.

**Show** that $\sum_{k=0}^{n} q^k = \frac{q^{n+1}-1}{q-1}$ for $n \ge 0$.
`, "proved"},
	{"special param", `**Show** for all $n \ge 1$: $\sum_{k=0}^{n-1} q^k \ge 1$.
`, "2"},
	{"special param zero", `**Given** $s_0 = 0$, $s_n = \rho s_{n-1} + (1-\rho) g$ for $n\ge 1$.

**Show** $s_n \ne 0$ for all $n \ge 1$.
`, "1"},
	{"even", `**Show** that $n^2 + n$ is even for all $n \ge 1$.
`, "proved"},
	{"odd", `**Show** that $n^2 + n + 1$ is odd for every integer $n \ge 0$.
`, "proved"},
	{"odd twin", `**Show** that $n^2 + 1$ is odd for every integer $n \ge 1$.
`, "1"},
	{"div by plain number", `Prove that $n^3 + 5n$ is divisible by 6 for every positive integer $n$.
`, "proved"},
	{"div by twin", `Prove by induction that $7^n + 3$ is divisible by $6$ for all $n \ge 1$.
`, "1"},
	{"div in formula", `**Show** that
$$11^n - 4^n \text{ is divisible by } 7 \text{ for all } n \ge 1.$$
`, "proved"},
	{"div factor", `**Show** that $x - 1$ divides $x^n - 1$ for $n \ge 1$.
`, "proved"},
	{"div multi", `Show that for all $n\in\mathbb{N}$:

(a) $3 \mid n^3 - n$;

(b) $5 \mid n^5 - n$;

(c) $4 \mid n^4 - n$.
`, "proved, proved, 2"},
	{"cong power", `**Show** that $3^{2n} \equiv 1 \pmod{8}$ for $n \ge 0$.
`, "proved"},
	{"cong both", `**Show** $4^n \equiv 1 + 3n \pmod 9$ for every integer $n \geq 0$.
`, "proved"},
	{"matrix power", `## Given
$$A = \begin{pmatrix} 1 & 1 \\ 0 & 1 \end{pmatrix}$$

## Show
$$A^n = \begin{pmatrix} 1 & n \\ 0 & 1 \end{pmatrix}$$
for all $n \ge 1$.
`, "proved"},
	{"matrix power twin", `## Given
$$A = \begin{pmatrix} 1 & 1 \\ 0 & 1 \end{pmatrix}$$

## Show
$$A^n = \begin{pmatrix} 1 & n^2 \\ 0 & 1 \end{pmatrix}$$
for all $n \ge 1$.
`, "2"},
	{"matrix inline", `**Show** that $\begin{pmatrix} 1 & 1 \\ 1 & 0 \end{pmatrix}^n = \begin{pmatrix} F_{n+1} & F_n \\ F_n & F_{n-1} \end{pmatrix}$ for $n \ge 1$, where $F_0 = 0$, $F_1 = 1$, $F_n = F_{n-1}+F_{n-2}$.
`, "proved"},
	{"diag power", `**Show** that $\begin{pmatrix} 2 & 0 \\ 0 & 3 \end{pmatrix}^n = \begin{pmatrix} 2^n & 0 \\ 0 & 3^n \end{pmatrix}$ for every $n \ge 1$.
`, "proved"},
	{"naturals from 0", `Here $\mathbb{N} = \{0, 1, 2, \ldots\}$. **Show** that $\sum_{k=0}^n 2^k = 2^{n+1} - 1 + \frac{1}{(n+1)} - \frac{1}{n+1}$ and $2^n > n^2$ for all $n \in \mathbb{N}$.
`, "proved, 2"},
	{"let sentence", `Let $n$ be a positive integer. Show that $\sum_{k=0}^{n} (-1)^k \binom{n}{k} = 0$.
`, "proved"},
	{"let N>=2", `Let $N \ge 2$. Prove that $\prod_{k=2}^{N} \left(1 - \frac1k\right) = \frac1N$.
`, "proved"},
	{"silent sum", `**Show** $$\sum_{k=3}^{n} k = \frac{n(n+1)}{2} - 3.$$
`, "proved"},
	{"silent rec from 1", `**Given** $a_1 = 2$ and $a_n = 3a_{n-1} - 2$ for $n \ge 2$.

**Show** $a_n = 3^{n-1} + 1$.
`, "proved"},
	{"silent rec twin", `**Given** $a_1 = 2$ and $a_n = 3a_{n-1} - 2$ for $n \ge 2$.

**Show** $a_n = 3^{n} - 1$.
`, "2"},
	{"silent bias", `**Given** $s_0 = 0$ and $s_n = \rho s_{n-1} + (1-\rho) g$.

**Show** $\frac{s_n}{1-\rho^n} = g$.
`, "proved"},
	{"one sentence", `If $a_1 = 1$ and $a_{n+1} = 2a_n + 1$ for $n \ge 1$, prove that $a_n = 2^n - 1$ for all $n \ge 1$.
`, "proved"},
	{"one sentence silent", `Given that $a_1 = 1$ and $a_{n} = 2a_{n-1} + 1$ for $n \ge 2$, show that $a_n = 2^{n+1} - 3$.
`, "2"},
	{"seq words", `The Fibonacci numbers are given by $F_1 = F_2 = 1$ and $F_{n+2} = F_{n+1} + F_n$. Prove that $F_1 + F_3 + \cdots + F_{2n-1} = F_{2n}$ for all $n \ge 1$.
`, "proved"},
	{"fib even e", `**Given** $F_0 = 0, F_1 = 1, F_{n+2} = F_{n+1} + F_n$.

**Show** $F_2 + F_4 + \cdots + F_{2n} = F_{2n+1} - 1$ for $n\ge 1$.
`, "proved"},
	{"fib even e twin", `**Given** $F_0 = 0, F_1 = 1, F_{n+2} = F_{n+1} + F_n$.

**Show** $F_2 + F_4 + \cdots + F_{2n} = F_{2n+1}$ for $n\ge 1$.
`, "1"},
	{"x^n-y^n e", `**Show** that $(x-y)(x^{n-1} + x^{n-2}y + \cdots + x y^{n-2} + y^{n-1}) = x^n - y^n$ for $n \ge 2$.
`, "proved"},
	{"e reversed", `**Show** $n + (n-1) + \cdots + 1 = \frac{n(n+1)}{2}$ for all $n\ge1$.
`, "proved"},
	{"e frac prod", `**Show** $\frac{1}{2} \cdot \frac{3}{4} \cdots \frac{2n-1}{2n} = \frac{(2n)!}{4^n (n!)^2}$ for all $n\ge1$.
`, "proved"},
	{"e frac prod ineq", `**Show** $\frac{1}{2} \cdot \frac{3}{4} \cdots \frac{2n-1}{2n} \ge \frac{1}{2n}$ for all $n\ge1$.
`, "proved"},
	{"e 1+x", `**Show** $(1+q)(1+q^2)(1+q^4) \cdots (1+q^{2^n}) = \frac{1 - q^{2^{n+1}}}{1-q}$ for $n\ge0$.
`, "proved"},
	{"e lagrange", `**Show** $1\cdot n + 2 (n-1) + \cdots + n \cdot 1 = \frac{n(n+1)(n+2)}{6}$ for all $n\ge1$.
`, "proved"},
	{"e k+n", `**Show** $n + (n+1) + (n+2) + \cdots + (3n-2) = (2n-1)^2$ for $n \ge 1$.
`, "proved"},
	{"e odd-to 2n+1", `**Show** $1 + 3 + 5 + \cdots + (2n+1) = (n+1)^2$ for $n \ge 0$.
`, "proved"},
	{"e 5+9", `**Show** $5 + 9 + 13 + \cdots + (4n+1) = n(2n+3)$ for $n \ge 1$.
`, "proved"},
	{"e 3^k", `**Show** $1 + 3 + 9 + \cdots + 3^{n-1} = \frac{3^n - 1}{2}$ for $n \ge 1$.
`, "proved"},
	{"e alternate", `**Show** $1 - \frac12 + \frac13 - \cdots - \frac{1}{2n} = \frac{1}{n+1} + \cdots + \frac{1}{2n}$ for $n \ge 1$.
`, "proved"},
	{"e 1/k!", `**Show** $\frac{1}{2!} + \frac{2}{3!} + \cdots + \frac{n}{(n+1)!} = 1 - \frac{1}{(n+1)!}$ for $n \ge 1$.
`, "proved"},
	{"e a1..an", `**Given** $a_1 = 3$ and $a_{n+1} = a_n + 4$ for $n \ge 1$.

**Show** $a_1 + a_2 + \cdots + a_n = n(2n+1)$.
`, "proved"},
	{"harmonic", `**Given** $H_n = 1 + \frac12 + \cdots + \frac1n$.

**Show** $H_1 + H_2 + \cdots + H_n = (n+1)H_n - n$ for $n \ge 1$.
`, "proved"},
	{"harmonic ungiven", `**Show** that $\sum_{k=1}^n H_k = (n+1)H_n - n$ for $n \ge 1$, where $H_n$ denotes the $n$-th harmonic number.
`, "proved"},
	{"fib ungiven", `**Show** that $F_{n+1} F_{n-1} - F_n^2 = (-1)^n$ for $n \ge 1$, where $F_n$ is the $n$-th Fibonacci number, $F_1 = F_2 = 1$.
`, "proved"},
	{"mixed order", `**Given** $a_0 = 1$, $a_1 = 2$, $a_2 = 4$ and $a_{n+3} = a_{n+2} + a_{n+1} + a_n$ for $n \ge 0$.

**Show** $a_n \le 2^n$ for all $n \ge 0$.
`, "proved"},
	{"sqrt closed", `**Given** $F_0 = 0$, $F_1 = 1$, $F_n = F_{n-1}+F_{n-2}$ for $n\ge2$.

**Show** $F_n = \frac{1}{\sqrt5}\left(\left(\frac{1+\sqrt5}{2}\right)^n - \left(\frac{1-\sqrt5}{2}\right)^n\right)$ for $n\ge0$.
`, "proved"},
	{"double factorial", `**Show** $(2n-1)!! = \frac{(2n)!}{2^n n!}$ for $n\ge1$.
`, "proved"},
	{"choose tfrac", `**Show** $\displaystyle\sum_{k=0}^{n} {n \choose k} = 2^n$ for all $n \ge 0$.
`, "proved"},
	{"binom C", `**Show** $\sum_{k=1}^{n} k \binom{n}{k} 2^{k-1} = n 3^{n-1}$ for all $n \ge 1$.
`, "proved"},
	{"limits sum", `**Show** $\sum\limits_{k=1}^{n} k(k!) = (n+1)! - 1$ for all $n \ge 1$.
`, "proved"},
	{"sum i<=n", `**Show** $\sum_{1 \le i \le n} i = \frac{n(n+1)}{2}$ for all $n \ge 1$.
`, "proved"},
	{"sum i<j", `**Show** $\sum_{1 \le i < j \le n} 1 = \binom{n}{2}$ for all $n \ge 1$.
`, "proved"},
	{"S(n)", `**Given** $S(n) = \sum_{k=1}^{n} k^2$.

**Show** $S(n) = \frac{n(n+1)(2n+1)}{6}$ for $n \ge 1$.
`, "proved"},
	{"S_n", `**Given** $S_n = 1^2 + 2^2 + \cdots + n^2$.

**Show** $S_n = \frac{n(n+1)(2n+1)}{6}$ for $n \ge 1$.
`, "proved"},
	{"T(n)", `**Given** $T(0) = 0$ and $T(n) = 2T(n-1) + 1$ for $n \ge 1$.

**Show** $T(n) = 2^n - 1$ for $n \ge 0$.
`, "proved"},
	{"a(n) twin", `**Given** $a(0) = 0$ and $a(n+1) = 2a(n) + 1$ for $n \ge 0$.

**Show** $a(n) = 2^n + 1$ for $n \ge 0$.
`, "0"},
	{"f(n)", `**Given** $f(1) = 1$ and $f(n+1) = f(n) + 2n + 1$.

**Show** $f(n) = n^2$ for $n \ge 1$.
`, "proved"},
	{"odd n only", `**Show** that $3 \mid 2^n + 1$ for all odd $n \ge 1$.
`, "proved"},
	{"even n only", `**Show** that $3 \mid 2^n - 1$ for every even $n \ge 2$.
`, "proved"},
	{"upper range", `**Show** that $n^2 - n + 41 > 0$ for $1 \le n \le 40$.
`, "proved"},
	{"coupled", `**Given** $x_0 = 1$, $y_0 = 0$, $x_{n+1} = x_n + 2y_n$, $y_{n+1} = x_n + y_n$ for $n\ge 0$.

**Show** $x_n^2 - 2y_n^2 = (-1)^n$ for $n \ge 0$.
`, "proved"},
	{"momentum invariants", `**Given** $w^{(0)} = a$, $v^{(0)} = 0$, $v^{(t+1)} = \beta v^{(t)} - \alpha g$ and $w^{(t+1)} = w^{(t)} + v^{(t+1)}$ for $t = 0, 1, 2, \ldots$

**Show** for all $t \ge 0$ that $w^{(t+1)} - w^{(t)} = -\alpha g \frac{1-\beta^{t+1}}{1-\beta}$.
`, "proved"},
	{"bold vectors", `**Given** $\mathbf{v}_0 = \mathbf{0}$ and $\mathbf{v}_t = \beta \mathbf{v}_{t-1} + (1-\beta) \mathbf{g}$ for $t \ge 1$.

**Show** $\mathbf{v}_t = (1-\beta^t) \mathbf{g}$ for $t \ge 0$.
`, "proved"},
	{"bold unrolled", `**Given** $\mathbf{v}_0 = \mathbf{0}$ and $\mathbf{v}_t = \beta \mathbf{v}_{t-1} + (1-\beta) \mathbf{g}_t$ for $t \ge 1$.

**Show** $\mathbf{v}_t = (1-\beta) \sum_{i=1}^t \beta^{t-i} \mathbf{g}_i$ for $t \ge 1$.
`, "proved"},
	{"compound", `**Given** $A_0 = P$ and $A_{n+1} = (1+r)A_n + d$.

**Show** $A_n = P(1+r)^n + d\frac{(1+r)^n - 1}{r}$ for $n\ge0$.
`, "proved"},
	{"theorem env two.tex", `\documentclass{article}\begin{document}\begin{theorem}Let $n \ge 1$. Then \begin{equation}\sum_{k=1}^n k = \frac{n(n+1)}{2}\end{equation} and \begin{equation}\sum_{k=1}^n k^3 = \left(\sum_{k=1}^n k\right)^2.\end{equation}\end{theorem}\end{document}`, "proved, proved"},
	{"enumerate.tex", `\documentclass{article}\begin{document}Prove the following for all $n\ge 1$.\begin{enumerate}\item $\sum_{k=1}^n k = \frac{n(n+1)}{2}$\item $6 \mid n^3 - n$\item $2^n \ge n^2$\end{enumerate}\end{document}`, "proved, proved, 3"},
	{"binet phi", `**Given** $F_0 = 0$, $F_1 = 1$, $F_n = F_{n-1}+F_{n-2}$ for $n\ge2$, $\varphi = \frac{1+\sqrt5}{2}$ and $\psi = \frac{1-\sqrt5}{2}$.

**Show** $F_n = \frac{\varphi^n - \psi^n}{\varphi - \psi}$ for $n\ge0$.
`, "proved"},
	{"binet twin", `**Given** $F_0 = 0$, $F_1 = 1$, $F_n = F_{n-1}+F_{n-2}$ for $n\ge2$.

**Show** $F_n = \frac{1}{\sqrt5}\left(\left(\frac{1+\sqrt5}{2}\right)^n + \left(\frac{1-\sqrt5}{2}\right)^n\right)$ for $n\ge1$.
`, "1"},
	{"pell sqrt2", `**Given** $x_0 = 1$, $x_1 = 1$, $x_n = 2x_{n-1} + x_{n-2}$ for $n \ge 2$.

**Show** $x_n = \frac{(1+\sqrt{2})^n + (1-\sqrt{2})^n}{2}$ for all $n \ge 0$.
`, "proved"},
	{"f(n) squares", `**Given** $f(1) = 1$ and $f(n) = f(n-1) + 2n - 1$ for $n \ge 2$.

**Show** that $f(n)^2 = n^4$ for all $n \ge 1$.
`, "proved"},
	{"M(n) with tag", `## Given

$T(1) = 1$ and, for $n \geq 2$, $T(n) = T(n-1) + n$.

## Show

$$T(n) = \frac{n(n+1)}{2} + 1 \qquad (n \ge 1)$$
`, "1"},
	{"matrix not invertible", `**Show** that $\begin{bmatrix} 1 & 1 \\ 1 & 1 \end{bmatrix}^n = 2^{n-1} \begin{bmatrix} 1 & 1 \\ 1 & 1 \end{bmatrix}$ for every $n \ge 1$.
`, "proved"},
	{"matrix n", `**Given** $A = \begin{bmatrix} a & 1 \\ 0 & a \end{bmatrix}$.

**Show** that $A^n = \begin{bmatrix} a^n & n a^{n-1} \\ 0 & a^n \end{bmatrix}$ for all $n \ge 1$.
`, "proved"},
	{"odd twin at 9", `**Show** that $5 \mid 2^n + 3^n$ for all odd $n \ge 1$ and $7 \mid 2^n + 5^n$ for all even $n$.
`, "proved, 2"},
	{"x odd, silent", `Let $n$ be an odd positive integer. Show that $8 \mid n^2 - 1$.
`, "proved"},
	{"chain claim", `**Show** for $n \ge 1$: $\sum_{k=1}^n k = \frac{n(n+1)}{2} = \binom{n+1}{2}$.
`, "proved"},
	{"chain claim twin", `**Show** for $n \ge 1$: $\sum_{k=1}^n k = \frac{n(n+1)}{2} + (n-1)(n-2)(n-3) = \binom{n+1}{2} + n - 1$.
`, "2"},
	{"e 1-1/2 short", `**Show** $1 - \frac12 + \frac13 - \frac14 + \cdots + \frac{1}{2n-1} - \frac{1}{2n} = \frac{1}{n+1} + \frac{1}{n+2} + \cdots + \frac{1}{2n}$ for $n \ge 1$.
`, "proved"},
}

func TestSheetClaims(t *testing.T) {
	for _, test := range sheetClaims {
		t.Run(test.name, func(t *testing.T) {
			name := test.name
			if !strings.HasSuffix(name, ".tex") {
				name += ".md"
			}
			result, err := proofs.Prove(t.Context(), proofs.Source{Name: name, Text: test.text}, proofs.DefaultLimits())
			require.NoError(t, err)
			var got []string
			for _, c := range result.Claims {
				switch {
				case c.Verdict == proofs.Refuted && c.FailsAt != nil:
					got = append(got, strconv.FormatInt(*c.FailsAt, 10))
				default:
					got = append(got, strings.TrimSpace(string(c.Verdict)+" "+c.Says))
				}
			}
			assert.Equal(t, test.want, strings.Join(got, ", "))
		})
	}
}
