/**
 * Parameter-efficient fine-tuning (paper, section 3.1): which parameters θa a method adds, what they do to the encoder,
 * and which parts of θ a kind of tuning moves.
 *
 * <p>The whole model is the paper's h(g(f(x; θp); θa); θh), section 4:
 * {@link dev.headstart.peft.Classifier}.
 */
package dev.headstart.peft;
