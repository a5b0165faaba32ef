"""Kernels that are there at once: a process imports what each of them needs, and forks them.

```
client          what starts kernels: JupyterLab, nbclient, `studywidgets execute`
  provisioner   what jupyter_client asks there to start, to signal and to end a kernel
    server      the client's own: imports ipykernel and the widgets, and then only forks
      keeper    one a kernel: its parent, which ends it with everything that it has started
        kernel  an IPython kernel like any other
```

A keeper has a socket of its own to the client. Signals for the kernel come over it, its exit code
goes over it, and when it is closed the client is gone: then the keeper ends the kernel. So kernels
end with their client, not with the server; and the server ends when its own socket is closed.

`order` says what goes over the sockets. The client's side is `client`, `servers` and `process`;
`server`, `keeper` and `kernel` are what the other processes do. `kernelspec` makes the provisioner
known.
"""
