/**
 * Reports: the tables, figures and claims of an {@link dev.headstart.experiment.Experiment} from its
 * {@link dev.headstart.experiment.Results}, beside the paper's, as pages and files that others can read.
 *
 * <p>{@link dev.headstart.report.Report} computes all that is said, once, as records ({@code Part}); texts say it to a {@code Page},
 * which is HTML or Markdown; tables for LaTeX and CSV are made of the same records. All scores are in percent, as the paper
 * prints them.
 */
package dev.headstart.report;
