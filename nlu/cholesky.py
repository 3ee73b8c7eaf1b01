"""Solve a large symmetric positive definite system in its own memory, block by block.

LAPACK's own factorisation in scipy's OpenBLAS (0.3.18) crashes with two threads somewhere above 26,000 rows,
and takes a second matrix of that size.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.linalg import cholesky, solve_triangular

Matrix = npt.NDArray[np.float32]
_BLOK = 2048


def los_op(matrix: Matrix, rechts: Matrix, blok: int = _BLOK) -> Matrix:
    """The x for which `matrix @ x` is `rechts`; leaves the Cholesky factor in the lower half of `matrix`.

    Raises:
        numpy.linalg.LinAlgError: the matrix is not positive definite.
    """
    delen = [slice(b, min(b + blok, len(matrix))) for b in range(0, len(matrix), blok)]
    for i, deel in enumerate(delen):
        matrix[deel, deel] = cholesky(matrix[deel, deel], lower=True, check_finite=False)
        for rij in delen[i + 1 :]:
            matrix[rij, deel] = solve_triangular(matrix[deel, deel], matrix[rij, deel].T, lower=True, check_finite=False).T
        for j, rij in enumerate(delen[i + 1 :], i + 1):
            for kolom in delen[i + 1 : j + 1]:
                matrix[rij, kolom] -= matrix[rij, deel] @ matrix[kolom, deel].T
    x: Matrix = rechts.copy()
    for deel in delen:
        x[deel] = solve_triangular(matrix[deel, deel], x[deel], lower=True, check_finite=False)
        x[deel.stop :] -= matrix[deel.stop :, deel] @ x[deel]
    for deel in reversed(delen):
        rest = x[deel] - matrix[deel.stop :, deel].T @ x[deel.stop :]
        x[deel] = solve_triangular(matrix[deel, deel], rest, lower=True, trans=1, check_finite=False)
    return x
