package dev.headstart.bench;

import tools.jackson.databind.json.JsonMapper;

/** Jobs and samples as one line of JSON between processes. */
final class Wire {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Wire() {}

    static String line(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static String jobLine(Job job) {
        return MAPPER.writerFor(Job.class).writeValueAsString(job);   // by the interface, so that the kind of job is told
    }

    static Job job(String line) {
        return MAPPER.readValue(line, Job.class);
    }

    static Sample sample(String line) {
        return MAPPER.readValue(line, Sample.class);
    }
}
