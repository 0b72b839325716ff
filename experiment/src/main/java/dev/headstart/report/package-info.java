/**
 * Reports: the tables, figures and claims of an {@link dev.headstart.experiment.Experiment} from its
 * {@link dev.headstart.experiment.Results}, beside the paper's, as pages and files that others can read.
 */
package dev.headstart.report;
