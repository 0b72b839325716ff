/**
 * A small multilingual corpus for named entity recognition that Headstart writes itself, so that the quickstart and
 * the tests need no download. It stands in for the paper's WikiAnn (section 3, experimental setup): the same eight
 * languages, the same three types, the same tags, but sentences made from patterns and names. Its scores say that
 * the software works; they are no measurement of a method and compare with nothing published.
 *
 * <p>Each language is one text file of patterns and word lists among the resources of this package;
 * {@link dev.headstart.synthetic.SyntheticCorpus} describes its format and turns it into sentences.
 */
package dev.headstart.synthetic;
