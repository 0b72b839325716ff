package dev.headstart.synthetic;

/** The types that WikiAnn labels. A name of n words is tagged {@code B-PER}, then n - 1 times {@code I-PER}. */
enum EntityType {
    PER, ORG, LOC
}
