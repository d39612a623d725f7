# Writes paired_delong.json: what R's pROC says of the difference of two AUCs on the same rows.
#
# Run with: Rscript make_paired_delong.R > paired_delong.json && deno fmt paired_delong.json
# (R 4.2.2, pROC 1.18.0)

suppressMessages(library(pROC))
set.seed(20240229)

written <- function(values) paste(sprintf("%.17g", values), collapse = ",")

case <- function(name, labels, first, second) {
  a <- roc(labels, first, levels = c(0, 1), direction = "<")
  b <- roc(labels, second, levels = c(0, 1), direction = "<")
  test <- suppressWarnings(roc.test(a, b, method = "delong", paired = TRUE, conf.level = 0.95))
  variance <- var(a) + var(b) - 2 * cov(a, b)
  interval <- as.numeric(auc(a) - auc(b)) + c(-1, 1) * qnorm(0.975) * sqrt(variance)
  # pROC's own interval, where its version gives one, must say the same.
  if (!is.null(test$conf.int)) stopifnot(max(abs(test$conf.int - interval)) < 1e-12)
  sprintf(
    '{"name":"%s","labels":[%s],"first":[%s],"second":[%s],"difference":%.17g,"standardError":%.17g,"z":%.17g,"lower":%.17g,"upper":%.17g}',
    name, written(labels), written(first), written(second),
    as.numeric(auc(a) - auc(b)), sqrt(variance), as.numeric(test$statistic),
    interval[1], interval[2]
  )
}

noisy <- function(labels, noise, shared = 0) labels + shared + noise * rnorm(length(labels))

cases <- character()
for (size in c(12, 40, 150)) {
  labels <- rep(c(0, 1), length.out = size)
  shared <- 0.7 * rnorm(size)
  cases <- c(
    cases,
    case(paste(size, "rows, independent scores"), labels, noisy(labels, 1), noisy(labels, 2)),
    case(paste(size, "rows, correlated scores"), labels,
         noisy(labels, 0.4, shared), noisy(labels, 0.5, shared)),
    case(paste(size, "rows, tied scores"), labels,
         round(noisy(labels, 1, shared)), round(noisy(labels, 1, shared), 1))
  )
}
labels <- c(rep(1, 8), rep(0, 92))
cases <- c(cases, case("8 of 100 rows positive", labels, noisy(labels, 1), noisy(labels, 3)))

cat("[", paste(cases, collapse = ","), "]\n", sep = "")
