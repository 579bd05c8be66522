/*
 * descriptor: pairs of descriptors that the programs which are run do not inherit.
 *
 * In one call only Linux makes them so (pipe2(), SOCK_CLOEXEC). Elsewhere a program that another
 * thread starts at that moment would inherit them; here one thread starts programs.
 */
#ifndef KAGENT_DESCRIPTOR_H
#define KAGENT_DESCRIPTOR_H

/* As pipe(): what is written to ends[1] is read from ends[0]. 0, or -1 with errno. */
int kg_pipe(int ends[2]);

/* As socketpair(): two streams, each of which ends in the other. 0, or -1 with errno. */
int kg_socket_pair(int ends[2]);

/* Lets reads and writes return with EAGAIN where they would wait. 0, or -1 with errno. */
int kg_nonblocking(int fd);

#endif
