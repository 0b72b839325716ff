/**
 * What a run leaves on disk: {@link dev.headstart.run.RunDirectory}, complete or absent.
 */
package dev.headstart.run;
