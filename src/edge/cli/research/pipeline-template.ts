/** A commented pipeline file that runs as it is once `file` names prices. */
export function pipelineTemplate(file: string): string {
  return `# From a file of prices to go or no-go: peak-trade research pipeline pipeline.toml
# Lines with a # in front of a key show its default. Paths are relative to this file. docs/pipeline.md explains every key.

# The same seed gives the same numbers on every machine.
seed = 42

[data]
file = ${JSON.stringify(file)}      # CSV or Parquet with time, open, high, low, close and volume; without it: synthetic sample bars
# symbol = "AAPL"          # the name of the file
# timeframe = "1d"         # found out
# calendar = "stocks"      # found out: "24/7", "24/5" or "stocks"

[strategy]
id = "ma_crossover"        # one of: peak-trade strategy list
# module = "my-rule.ts"    # or a file of your own, in place of id
# params = { }             # parameters that stay as they are

# What to try. Everything that is tried is counted, in this sweep and in all before it.
[sweep]
# preset = "ma_crossover_basic"   # a sweep that comes with the library, or a file; keys below win over it
# min_trades = 0                  # runs with fewer closed trades are not chosen
top = 5                           # how many of the best to list
[sweep.parameters]
fast = { from = 5, to = 20, step = 5 }
slow = [50, 100, 150, 200]
[[sweep.where]]
left = "fast"
op = "<"
right = "slow"

# How to trade: the same in every stage. Without costs there is no go.
[settings]
capital = 10000
sizing = { fraction = 0.5 }
[settings.costs]
fee_bps = 5
slippage_bps = 2
[settings.exits]
# stop_loss = 0.05

# Is anything left on bars that the choice has not seen? Default: four tests of an eighth of the history, trained on everything before.
[walkforward]
# train = "2y"
# test = "6M"
# anchored = true

# The same question, asked on many histories. Without this section it is left out.
[cross_validation]
groups = 6
test_groups = 2

# What else could such returns have brought?
[montecarlo]
paths = 1000
ruin_drawdown = 0.3

# Does it survive bad days?
[stress]
severities = [0.2]

# Would luck have done as well?
[overfitting]
resamples = 500

[promotion]
policy = "moderate"        # conservative, moderate, aggressive, or a file; see: research promote --show-policy moderate
# min_trades = 50          # thresholds given here replace those of the policy

[report]
folder = "report"
format = "both"            # html, markdown or both
`
}
