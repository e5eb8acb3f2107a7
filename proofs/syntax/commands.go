package syntax

import "strings"

// command is what the reader knows of a LaTeX command: the kind of its token
// and, where several commands mean the same, the name that the tree keeps.
type command struct {
	kind tokenKind
	name string
}

// commands holds every command that a formula may use, without backslash.
// A command that is not here makes its formula unread: to guess how many
// arguments it takes would be to misread.
var commands = buildCommands()

func buildCommands() map[string]command {
	table := map[string]command{}
	add := func(kind tokenKind, names string) {
		for _, name := range strings.Fields(names) {
			table[name] = command{kind, `\` + name}
		}
	}
	add(tSymbol, `alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa varkappa lambda mu nu xi
		omicron pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega digamma
		Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega varGamma varDelta varTheta varLambda varXi varPi
		varSigma varPhi varPsi varOmega infty partial nabla ell hbar hslash imath jmath wp Re Im aleph beth gimel emptyset
		varnothing angle measuredangle sphericalangle triangle triangledown bigtriangleup bigtriangledown square Box
		blacksquare lozenge diamond Diamond clubsuit diamondsuit heartsuit spadesuit flat natural sharp top bot prime
		backprime dag dagger ddag ddagger checkmark degree complement forall exists nexists neg lnot eth
		complexes reals surd bigcirc bigstar blacktriangle Bbbk maltese yen pounds euro circledR
		clubs hearts spades star bullet infin diagup diagdown qed QED blacklozenge
		vartriangle smallsetminus lhd rhd S P copyright Alpha Beta Epsilon Zeta Eta Iota Kappa Mu Nu Omicron Rho Tau Chi
		frown smile overbracket cent`)
	add(tFunction, `sin cos tan cot sec csc arcsin arccos arctan arccot arcsec arccsc sinh cosh tanh coth sech csch
		log ln lg exp det dim ker deg hom arg gcd lcm Pr tr Tr rank sgn cis erf diag span`)
	add(tBig, `sum prod coprod int iint iiint oint lim limsup liminf max min sup inf varlimsup varliminf
		bigcup bigcap bigoplus bigotimes bigodot bigvee bigwedge biguplus bigsqcup argmax argmin injlim projlim`)
	add(tSign, `pm mp`)
	add(tOperator, `cdot times div odot otimes oplus ominus oslash circ ast bmod mod cup cap setminus uplus sqcup sqcap
		wedge vee land lor wr amalg ltimes rtimes cdotp boxtimes boxplus boxminus boxdot dotplus divideontimes backslash colon
		veebar barwedge intercal triangleleft triangleright Join centerdot`)
	add(tRelation, `le leq leqslant leqq ge geq geqslant geqq ne neq approx approxeq equiv sim simeq cong propto in notin ni
		subset subseteq subsetneq supset supseteq supsetneq nsubseteq nsupseteq sqsubseteq mid nmid parallel nparallel
		perp to rightarrow longrightarrow mapsto longmapsto leftarrow longleftarrow gets leftrightarrow
		longleftrightarrow ll gg lll ggg prec succ preceq succeq asymp doteq doteqdot models vdash dashv Vdash vDash
		coloneqq coloneq eqqcolon triangleq lessgtr gtrless lesssim gtrsim nless ngtr nleq ngeq ncong nsim lt gt
		hookrightarrow hookleftarrow twoheadrightarrow rightsquigarrow leadsto uparrow downarrow updownarrow searrow
		nearrow swarrow nwarrow xrightarrow xleftarrow trianglelefteq trianglerighteq bowtie
		rightharpoonup rightleftharpoons curlyeqprec lneq gneq lnsim unlhd circeq eqcirc risingdotseq fallingdotseq
		thicksim thickapprox backsim subsetneqq nprec nsucc`)
	add(tArrow, `Rightarrow Longrightarrow implies Leftarrow Longleftarrow impliedby Leftrightarrow Longleftrightarrow iff
		therefore because`)
	add(tDots, `dots ldots cdots vdots ddots dotsb dotsc dotsm dotsi dotso hdots iddots`)
	add(tFraction, `frac dfrac tfrac cfrac sfrac nicefrac binom dbinom tbinom genfrac`)
	add(tInfix, `over choose atop brace brack`)
	add(tRoot, `sqrt`)
	add(tAccent, `hat widehat bar overline tilde widetilde vec dot ddot dddot check breve acute grave mathring
		overrightarrow overleftarrow overleftrightarrow overarc wideparen widecheck`)
	add(tFont, `mathbf mathrm mathcal mathbb mathfrak mathscr mathsf mathtt mathit mathnormal boldsymbol bm pmb
		Bbb bold operatorname mathop mathbin mathord symbf symup`)
	add(tText, `text mbox textbf textit textrm textsf texttt textup textnormal textsc textsl emph hbox textmd intertext shortintertext`)
	add(tWrap, `boxed fbox underline underbrace overbrace cancel bcancel xcancel color textcolor colorbox
		enclose framebox mathclap smash uline sout underbar ensuremath mathinner overparen underparen
		bbox`)
	add(tStack, `overset underset stackrel`)
	add(tModulus, `pmod pod`)
	add(tSubstack, `substack`)
	add(tBreak, `cr newline`)
	table["lt"] = command{tRelation, "<"}
	table["gt"] = command{tRelation, ">"}
	for _, pair := range [][3]string{
		{"lbrace", `\{`, "o"},
		{"rbrace", `\}`, "c"},
		{"lbrack", "[", "o"},
		{"rbrack", "]", "c"},
		{"lfloor", `\lfloor`, "o"},
		{"rfloor", `\rfloor`, "c"},
		{"lceil", `\lceil`, "o"},
		{"rceil", `\rceil`, "c"},
		{"langle", `\langle`, "o"},
		{"rangle", `\rangle`, "c"},
		{"lgroup", "(", "o"},
		{"rgroup", ")", "c"},
		{"llbracket", `\llbracket`, "o"},
		{"rrbracket", `\rrbracket`, "c"},
		{"lparen", "(", "o"},
		{"rparen", ")", "c"},
	} {
		kind := tBracketOpen
		if pair[2] == "c" {
			kind = tBracketClose
		}
		table[pair[0]] = command{kind, pair[1]}
	}
	table["vert"] = command{tBar, "|"}
	table["Vert"] = command{tBar, `\|`}
	table["lvert"] = command{tBar, "|"}
	table["rvert"] = command{tBar, "|"}
	table["lVert"] = command{tBar, `\|`}
	table["rVert"] = command{tBar, `\|`}
	table["textdegree"] = command{tSymbol, `\degree`}
	return table
}

// layout holds the commands that ask for a style or a size and mean nothing.
var layout = setOf(`displaystyle textstyle scriptstyle scriptscriptstyle limits nolimits nonumber notag qedhere qed hline
	tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge boldmath unboldmath allowbreak
	nobreak linebreak nolinebreak pagebreak break smallskip medskip bigskip strut mathstrut centering null relax
	big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm Bigm biggm Biggm
	mathsurround noindent raggedright sloppy mathpunct hfil hfill displaylimits left right middle nobreakspace
	selectfont protect`)

// gaps holds the commands of white space.
var gaps = map[string]gapKind{
	",": gapThin, ";": gapThin, ":": gapThin, ">": gapThin, "!": gapNone, "/": gapNone, "thinspace": gapThin,
	"medspace": gapThin, "thickspace": gapThin, "negthinspace": gapNone, "negmedspace": gapNone, "negthickspace": gapNone,
	" ": gapSpace, "\n": gapSpace, "\t": gapSpace, "space": gapSpace, "enspace": gapSpace, "enskip": gapSpace,
	"quad": gapWide, "qquad": gapWide, "hfill": gapWide, "hfil": gapWide,
}

// spacers holds the commands that ask for a length in braces.
var spacers = map[string]gapKind{
	"hspace": gapWide, "mspace": gapThin, "vspace": gapNone, "label": gapNone, "phantom": gapNone,
	"hphantom": gapNone, "vphantom": gapNone, "cline": gapNone, "rule": gapNone,
	"cellcolor": gapNone, "rowcolor": gapNone, "raisebox": gapNone,
}

// oldFonts are the switches that hold to the end of their braces.
var oldFonts = map[string]string{
	"rm": "mathrm", "bf": "mathbf", "it": "mathit", "cal": "mathcal", "sf": "mathsf", "tt": "mathtt", "frak": "mathfrak",
}

// uprightFonts set words; a gap inside them makes them text.
var uprightFonts = setOf(`mathrm mathsf mathtt mathit mathnormal operatorname`)

// plainFunctions are the names that people type without a backslash.
var plainFunctions = setOf(`sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh log ln lg exp gcd lcm max min lim det mod`)

// plainBigs are the signs with bounds that people type in plain text: `sum_{k=1}^n k`.
var plainBigs = setOf(`sum prod`)

// greek are the letters whose names people type in plain text.
var greek = setOf(`alpha beta gamma delta epsilon zeta eta theta kappa lambda mu nu xi pi rho sigma tau phi chi psi omega
	Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega`)

// connectives begin words that join or qualify statements.
var connectives = setOf(`and or if iff for where when whenever so then since because with otherwise from by on thus
	therefore hence let suppose given but as such that which implies assuming provided is are we using after before unless
	while also not note to in of the this it has have all any every some only until let's i.e. e.g. else
	both either neither via at under over except via satisfying there hold holds follows follow assume again now
	recall gives give get yields means case cases base`)

// functionsOfOne are letters that, with parentheses directly behind them, take an argument
// even where a named operator stands before them: `\log f(n)`.
var functionsOfOne = setOf(`f g h F G H T P L p q \Gamma \phi \varphi \psi \zeta`)

// aligned holds the environments whose rows are the rows of a formula.
var aligned = setOf(`align align* aligned alignat alignat* alignedat flalign flalign* gather gather* gathered multline
	multline* multlined eqnarray eqnarray* split equation equation* displaymath math dmath dmath* IEEEeqnarray
	IEEEeqnarray*`)

// displayed holds the environments that stand in a document without dollars.
var displayed = setOf(`align align* alignat alignat* flalign flalign* gather gather* multline multline* eqnarray eqnarray*
	equation equation* displaymath math dmath dmath* IEEEeqnarray IEEEeqnarray*`)

// matrices holds the environments that are a Matrix.
var matrices = setOf(`matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix matrix* pmatrix* bmatrix* Bmatrix* vmatrix*
	Vmatrix* psmallmatrix bsmallmatrix cases cases* dcases dcases* rcases drcases array tabular subarray numcases`)

// withColumns holds the environments that say in braces how their columns are set.
var withColumns = setOf(`array tabular alignat alignat* alignedat subarray IEEEeqnarray IEEEeqnarray*`)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(words) {
		set[word] = true
	}
	return set
}

// signs maps characters beyond ASCII to what they stand for.
var signs = map[rune]string{
	'−': "-", '–': "-", '‒': "-", '×': `\times`, '·': `\cdot`, '⋅': `\cdot`, '∙': `\cdot`, '÷': `\div`, '∗': "*", '⁄': "/", '∕': "/",
	'≤': `\le`, '≥': `\ge`, '⩽': `\leqslant`, '⩾': `\geqslant`, '≠': `\ne`, '≈': `\approx`, '≡': `\equiv`, '∼': `\sim`, '≃': `\simeq`, '≅': `\cong`,
	'∝': `\propto`, '∈': `\in`, '∉': `\notin`, '∋': `\ni`, '⊂': `\subset`, '⊆': `\subseteq`, '⊃': `\supset`, '⊇': `\supseteq`,
	'∣': `\mid`, '∤': `\nmid`, '∥': `\parallel`, '⊥': `\perp`, '→': `\to`, '↦': `\mapsto`, '←': `\leftarrow`,
	'⇒': `\Rightarrow`, '⇔': `\Leftrightarrow`, '⇐': `\Leftarrow`, '⟹': `\implies`, '⟺': `\iff`, '∴': `\therefore`, '∵': `\because`,
	'∞': `\infty`, '∂': `\partial`, '∇': `\nabla`, 'ℓ': `\ell`, '∅': `\emptyset`, '∀': `\forall`, '∃': `\exists`, '¬': `\neg`,
	'∠': `\angle`, '△': `\triangle`, '∑': `\sum`, '∏': `\prod`, '∫': `\int`, '√': `\sqrt`, '±': `\pm`, '∓': `\mp`,
	'∪': `\cup`, '∩': `\cap`, '∖': `\setminus`, '∧': `\wedge`, '∨': `\vee`, '⊕': `\oplus`, '⊗': `\otimes`, '⊙': `\odot`, '∘': `\circ`,
	'…': `\ldots`, '⋯': `\cdots`, '⋮': `\vdots`, '⋱': `\ddots`, '⟨': `\langle`, '⟩': `\rangle`, '⌊': `\lfloor`, '⌋': `\rfloor`,
	'⌈': `\lceil`, '⌉': `\rceil`, '≪': `\ll`, '≫': `\gg`, '≔': `\coloneqq`, '‖': `\Vert`, '⊤': `\top`, '†': `\dagger`,
	'α': `\alpha`, 'β': `\beta`, 'γ': `\gamma`, 'δ': `\delta`, 'ε': `\varepsilon`, 'ϵ': `\epsilon`, 'ζ': `\zeta`, 'η': `\eta`, 'θ': `\theta`,
	'ι': `\iota`, 'κ': `\kappa`, 'λ': `\lambda`, 'μ': `\mu`, 'µ': `\mu`, 'ν': `\nu`, 'ξ': `\xi`, 'π': `\pi`, 'ρ': `\rho`, 'σ': `\sigma`, 'τ': `\tau`,
	'υ': `\upsilon`, 'φ': `\varphi`, 'ϕ': `\phi`, 'χ': `\chi`, 'ψ': `\psi`, 'ω': `\omega`, 'Γ': `\Gamma`, 'Δ': `\Delta`, 'Θ': `\Theta`,
	'Λ': `\Lambda`, 'Ξ': `\Xi`, 'Π': `\Pi`, 'Σ': `\Sigma`, 'Φ': `\Phi`, 'Ψ': `\Psi`, 'Ω': `\Omega`, '，': ",", '；': ";", '。': ".", '：': ":", '（': "(", '）': ")",
	'＝': "=", '＋': "+", '＜': "<", '＞': ">", '、': ",", '′': "'", '″': "''",
}

// raised maps raised digits and signs to what they raise.
var raised = map[rune]string{
	'⁰': "0", '¹': "1", '²': "2", '³': "3", '⁴': "4", '⁵': "5", '⁶': "6", '⁷': "7", '⁸': "8", '⁹': "9", '⁺': "+", '⁻': "-", 'ⁿ': "n",
}

// lowered maps lowered digits to digits.
var lowered = map[rune]string{
	'₀': "0", '₁': "1", '₂': "2", '₃': "3", '₄': "4", '₅': "5", '₆': "6", '₇': "7", '₈': "8", '₉': "9",
}
