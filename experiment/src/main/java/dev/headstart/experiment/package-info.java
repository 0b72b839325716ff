/**
 * Experiments: tables of settings × targets × seeds as one file describes them (paper, section 4.3), run so that nothing is done
 * twice and nothing is lost, and read back as results.
 *
 * <table>
 * <caption>Nouns</caption>
 * <tr><th>paper</th><th>here</th></tr>
 * <tr><td>setting, e.g. 4/</td><td>{@link dev.headstart.experiment.Setting}: a priming, then a tuning
 * {@link dev.headstart.experiment.Strategy}</td></tr>
 * <tr><td>Table 1, figures 3 and 4</td><td>{@link dev.headstart.experiment.Experiment}, as its file says</td></tr>
 * <tr><td>a number in the table</td><td>mean over the seeds of {@link dev.headstart.experiment.Cell}s</td></tr>
 * </table>
 */
package dev.headstart.experiment;
