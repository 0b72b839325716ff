/**
 * Priming: Algorithm 1 of the paper (section 3.2), with its letters.
 *
 * <table>
 * <caption>Symbols</caption>
 * <tr><th>paper</th><th>here</th></tr>
 * <tr><td>θ = θp ∪ θa ∪ θh</td><td>{@link dev.headstart.model.Theta}</td></tr>
 * <tr><td>p(𝒯)</td><td>{@link dev.headstart.priming.Source}s, {@link dev.headstart.priming.Sampling}</td></tr>
 * <tr><td>𝒯i = (𝒟tr, 𝒟ts)</td><td>{@link dev.headstart.priming.Episode}: support and query</td></tr>
 * <tr><td>lines 4 to 8, S and α</td><td>{@link dev.headstart.priming.InnerLoop}</td></tr>
 * <tr><td>line 9, ∇ Σ 𝓛(f_θi, 𝒟ts)</td><td>{@link dev.headstart.priming.MetaGradient}, by an
 * {@link dev.headstart.priming.Estimator}: first order is {@link dev.headstart.priming.QueryGradient}, exact adds
 * {@link dev.headstart.priming.WayBack} and {@link dev.headstart.priming.Supports}</td></tr>
 * <tr><td>line 9, β</td><td>AdamW with a linear schedule, section 4.2</td></tr>
 * <tr><td>line 9, θh = θh¹</td><td>{@link dev.headstart.priming.Heads}</td></tr>
 * <tr><td>lines 1 to 11</td><td>{@link dev.headstart.priming.Priming}</td></tr>
 * </table>
 */
package dev.headstart.priming;
